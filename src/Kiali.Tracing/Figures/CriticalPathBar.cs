using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>The bar below a waterfall: the critical path by workload, longest first.</summary>
internal static class CriticalPathBar
{
    private const double TextSize = 12;
    private const double NoteSize = 11;
    private const int LongestName = 40;

    private static readonly ImmutableArray<Rgb> Fills = [Palette.Series, Palette.Bar, Palette.SeriesFill];

    public static IEnumerable<Mark> Marks(TraceDetailResult result, WaterfallScale scale)
    {
        double top = scale.Bottom + 9;
        yield return new TextMark(WaterfallScale.Left, scale.Bottom + 21, TextRun.Strong("Critical path by workload"));
        yield return new TextMark(WaterfallScale.Left, scale.Bottom + 37, "black underline above") { Size = NoteSize, Color = Palette.SecondInk };
        yield return new TextMark(
            WaterfallScale.Duration, scale.Bottom + 21, TextRun.Strong(NumberText.Milliseconds(UnixTime.ToMillis(result.CriticalPath.DurationNanos))))
        {
            Anchor = TextAnchor.End,
        };
        if (result.CriticalWorkloads.IsEmpty)
        {
            yield break;
        }

        double left = WaterfallScale.BarLeft;
        double width = WaterfallScale.BarRight - left;
        for (int index = 0; index < result.CriticalWorkloads.Length; index++)
        {
            CriticalPathShare share = result.CriticalWorkloads[index];
            double right = Math.Min(left + (width * share.Share), WaterfallScale.BarRight);
            Rgb fill = index == 0 ? Fills[0] : Fills[1 + ((index - 1) % 2)];
            yield return new BarsMark([new BarItem(Math.Min(left, WaterfallScale.BarRight - 1), top, right, top + 16) { Label = Text(share) }], fill);
            left = right;
        }

        CriticalPathShare first = result.CriticalWorkloads[0];
        string inside = Text(first);
        bool fits = TextWidth.Estimate(inside, TextSize, true) + 16 <= width * first.Share;
        if (fits)
        {
            yield return new TextMark(WaterfallScale.BarLeft + 8, scale.Bottom + 21.5, TextRun.Strong(inside)) { Color = Rgb.White };
        }

        yield return new TextMark(WaterfallScale.BarRight, scale.Bottom + 39, Others(result.CriticalWorkloads[(fits ? 1 : 0)..], width))
        {
            Anchor = TextAnchor.End,
            Size = NoteSize,
            Color = Palette.SecondInk,
        };
    }

    private static string Text(CriticalPathShare share)
        => $"{NameText.Cut(share.Name, LongestName)} · {Millis(share)} ms · {NumberText.Percent(share.Share * 100)} %";

    // As many as fit; the table's reader learns how many do not.
    private static string Others(ImmutableArray<CriticalPathShare> shares, double width)
    {
        for (int count = shares.Length; count > 0; count--)
        {
            string text = string.Join(" · ", shares.Take(count).Select(share => $"{NameText.Cut(share.Name, LongestName)} {Millis(share)}")) + " ms"
                + (count < shares.Length ? $" · {NumberText.Count(shares.Length - count)} more" : string.Empty);
            if (count == 1 || TextWidth.Estimate(text, NoteSize) <= width)
            {
                return text;
            }
        }

        return string.Empty;
    }

    private static string Millis(CriticalPathShare share) => NumberText.Milliseconds(UnixTime.ToMillis(share.DurationNanos));
}
