using Kiali.Tracing.Reports.Tests.Layout;
using Kiali.Tracing.Reports.Text;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Text;

public sealed class LineBreakerTests : IDisposable
{
    private readonly FontLibrary _fonts = new();

    public void Dispose() => _fonts.Dispose();

    [Theory]
    [InlineData("aaa bbb ccc", 42, "aaa bbb|ccc")]
    [InlineData("aaa-bbb", 30, "aaa-|bbb")]
    [InlineData("/a/bb/ccc", 30, "/a/|bb/|ccc")]
    [InlineData("range −1 -1", 70, "range −1 -1")]
    [InlineData("abcdefgh", 30, "abcde|fgh")]
    [InlineData("ab\ncd", 100, "ab|cd")]
    [InlineData("ab  cd", 100, "ab  cd")]
    [InlineData("", 100, "")]
    public void A_line_takes_as_many_words_as_fit(string text, float width, string expected) =>
        Assert.Equal(expected, Lines(LineBreaker.Break(_fonts, [new TextSpan(text, Sheet.Mono)], width)));

    [Fact]
    public void A_terminal_line_breaks_between_any_two_characters() =>
        Assert.Equal(
            "ab cd|ef gh",
            Lines(LineBreaker.Break(_fonts, [new TextSpan("ab cdef gh", Sheet.Mono)], 30, TextWrap.Anywhere)));

    [Theory]
    [InlineData("abcdefgh", 1, 30, "abcd…")]
    [InlineData("ab cd ef ghi", 2, 30, "ab cd|ef g…")]
    [InlineData("ab\ncd\nef", 2, 30, "ab|cd…")]
    [InlineData("abcde", 1, 30, "abcde")]
    public void What_does_not_fit_the_last_line_is_cut_and_marked(string text, int lines, float width, string expected)
    {
        LaidOutText laidOut = LineBreaker.Break(_fonts, [new TextSpan(text, Sheet.Mono)], width, maximumLines: lines);

        Assert.Equal(expected, Lines(laidOut));
        Assert.Equal(expected.EndsWith('…'), laidOut.IsCut);
    }

    [Fact]
    public void No_line_splits_a_character_made_of_two_code_units()
    {
        string text = string.Concat(Enumerable.Repeat("a\U0001F600", 50));

        LaidOutText laidOut = LineBreaker.Break(_fonts, [new TextSpan(text, Sheet.Mono)], 23, TextWrap.Anywhere);

        Assert.Equal(text, Lines(laidOut).Replace("|", string.Empty, StringComparison.Ordinal));
        Assert.All(laidOut.Lines, line => Assert.False(char.IsLowSurrogate(line.Tokens[0].Word.Text[0])));
    }

    [Fact]
    public void A_megabyte_in_one_word_is_cut_without_shaping_all_of_it()
    {
        LaidOutText laidOut = LineBreaker.Break(_fonts, [new TextSpan(new string('x', 1_000_000), Sheet.Body)], 100, maximumLines: 2);

        Assert.Equal(2, laidOut.Lines.Length);
        Assert.True(laidOut.IsCut);
        Assert.True(laidOut.Lines.Sum(line => line.Tokens.Sum(token => token.Word.Text.Length)) < 500);
    }

    [Fact]
    public void Digits_of_a_column_are_equally_wide()
    {
        TextStyle tabular = Sheet.Body with { TabularDigits = true };

        Assert.Equal(_fonts.Shape("1111", tabular).Width, _fonts.Shape("9080", tabular).Width, 0.0001);
        Assert.NotEqual(_fonts.Shape("1111", Sheet.Body).Width, _fonts.Shape("9080", Sheet.Body).Width, 0.0001);
    }

    [Fact]
    public void Log_text_keeps_its_signs_apart()
    {
        GlyphSegment segment = Assert.Single(_fonts.Shape("a != b -> c || d é", Sheet.Mono).Segments).Segment;

        Assert.True(segment.IsNominal);
    }

    private static string Lines(LaidOutText text) =>
        string.Join('|', text.Lines.Select(line => string.Concat(line.Tokens.Select(token => token.Word.Text))));
}
