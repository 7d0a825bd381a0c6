using CsCheck;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Reports.Tests.Layout;
using Kiali.Tracing.Reports.Text;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Text;

public sealed class LineBreakerProperties
{
    private static readonly Gen<string> Texts = Gen.Char["abcWi019:+-/ .,|\u00e9\u2192\u202e\u001b"].Array[0, 200].Select(c => new string(c));

    [Fact]
    public void No_line_is_wider_than_its_width_and_no_character_is_lost()
    {
        using FontLibrary fonts = new();
        Gen.Select(Texts, Gen.Int[20, 200], Gen.Bool).Sample(
            (text, width, anywhere) =>
            {
                LaidOutText laidOut = LineBreaker.Break(
                    fonts, [new TextSpan(text, Sheet.Body)], width, anywhere ? TextWrap.Anywhere : TextWrap.Words);

                Assert.All(laidOut.Lines, line => Assert.InRange(line.Width, 0, width + 0.1f));
                Assert.Equal(Visible(VisibleText.OnOneLine(text)), Visible(string.Concat(
                    laidOut.Lines.SelectMany(line => line.Tokens).Select(token => token.Word.Text))));
            },
            iter: PropertyCases.AtLeast(500),
            threads: 1);
    }

    [Fact]
    public void A_cut_line_is_the_start_of_its_text_and_fits()
    {
        using FontLibrary fonts = new();
        Gen.Select(Texts, Gen.Int[20, 200], Gen.Int[1, 4]).Sample(
            (text, width, lines) =>
            {
                LaidOutText laidOut = LineBreaker.Break(fonts, [new TextSpan(text, Sheet.Body)], width, maximumLines: lines);

                Assert.InRange(laidOut.Lines.Length, 1, lines);
                Assert.All(laidOut.Lines, line => Assert.InRange(line.Width, 0, width + 0.1f));
                string shown = Visible(string.Concat(laidOut.Lines.SelectMany(line => line.Tokens).Select(token => token.Word.Text)));
                Assert.StartsWith(laidOut.IsCut ? shown[..^1] : shown, Visible(VisibleText.OnOneLine(text)), StringComparison.Ordinal);
            },
            iter: PropertyCases.AtLeast(500),
            threads: 1);
    }

    private static string Visible(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
