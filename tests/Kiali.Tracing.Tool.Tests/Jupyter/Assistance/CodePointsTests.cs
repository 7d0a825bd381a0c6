using CsCheck;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Tool.Jupyter.Assistance;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Assistance;

public sealed class CodePointsTests
{
    [Fact]
    public void Cursors_of_any_text_go_there_and_back() =>
        Gen.Int[0, 4].Select(i => ((string[])["a", "ü", "🙂", "\ud83d", "漢"])[i]).Array[0, 12].Sample(
            pieces =>
            {
                // A lone half before a whole pair stays a character of its own.
                string text = string.Concat(pieces);
                int[] starts = [.. text.EnumerateRunes().Aggregate((List<int>)[0], (all, rune) => [.. all, all[^1] + rune.Utf16SequenceLength])];
                return Enumerable.Range(0, starts.Length).All(i => CodePoints.ToUtf16(text, i) == starts[i] && CodePoints.FromUtf16(text, starts[i]) == i);
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void A_cursor_behind_the_end_is_the_end() => Assert.Equal(3, CodePoints.ToUtf16("a🙂", 9));
}
