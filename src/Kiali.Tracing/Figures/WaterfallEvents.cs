using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>The events of spans in a waterfall: a diamond each, and beside it what happened where there is room.</summary>
internal static class WaterfallEvents
{
    private const int MostEventsInRow = 20;
    private const int LongestText = 40;
    private const double Radius = 5;
    private const double Size = 11;

    public static IEnumerable<Mark> Marks(ImmutableArray<WaterfallRow> rows, WaterfallScale scale)
    {
        ImmutableArray<PointItem>.Builder diamonds = ImmutableArray.CreateBuilder<PointItem>();
        List<Mark> texts = [];
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row].IsFold)
            {
                continue;
            }

            ImmutableArray<SpanEvent> events = rows[row].Span.Events;
            double y = WaterfallScale.BaseLine(row) - 4.5;
            foreach (SpanEvent item in events.Take(MostEventsInRow))
            {
                diamonds.Add(new PointItem(PlaceOf(item, scale), y) { Label = SpanEventText.Of(item) });
            }

            if (events.Length == 1 && Text(events[0], rows[row], row, scale) is { } text)
            {
                texts.Add(text);
            }
        }

        yield return new PointsMark(diamonds.ToImmutable(), PointShape.Diamond) { Radius = Radius, Fill = Palette.Ink, Edge = new(Rgb.White, 1.2) };
        foreach (Mark text in texts)
        {
            yield return text;
        }
    }

    // An event may be recorded outside of its span, even of its trace.
    private static double PlaceOf(SpanEvent item, WaterfallScale scale)
        => Math.Clamp(scale.XOf(item.UnixNano), WaterfallScale.BarLeft, WaterfallScale.BarRight);

    private static TextMark? Text(SpanEvent item, WaterfallRow row, int index, WaterfallScale scale)
    {
        string text = NameText.Cut(SpanEventText.Of(item), LongestText);
        double width = TextWidth.Estimate(text, Size) + Radius + 6;
        double x = PlaceOf(item, scale);

        bool right = IsFree(x, x + width);
        bool left = IsFree(x - width, x);
        return !right && !left
            ? null
            : new TextMark(right ? x + Radius + 4 : x - Radius - 4, WaterfallScale.BaseLine(index), text)
            {
                Anchor = right ? TextAnchor.Start : TextAnchor.End,
                Size = Size,
            };

        // Dark text is not read on the solid part of a bar.
        bool IsFree(double from, double to) => from >= WaterfallScale.BarLeft && to <= WaterfallScale.BarRight
            && !scale.Parts(index, row.SolidParts, 0, 1).Any(part => part.X1 - part.X0 > 2 && part.X0 < to && part.X1 > from);
    }
}
