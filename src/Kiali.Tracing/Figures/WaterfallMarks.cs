using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>The rows of a waterfall as marks.</summary>
internal static class WaterfallMarks
{
    private const double LargeShare = 0.2;
    private const double NoteSize = 11;
    private const double TextSize = 12;
    private const double StatusWidth = 62;
    private const double WholeFromMs = 100_000;

    private static readonly Stroke FoldEdge = new(Palette.SecondInk, 0.8) { Dash = Dash.Folded };

    /// <summary>The lines that lead from each span down along what is below it.</summary>
    public static IEnumerable<Mark> Guides(ImmutableArray<WaterfallRow> rows, WaterfallScale scale)
    {
        ImmutableArray<ImmutableArray<PlotPoint>>.Builder lines = ImmutableArray.CreateBuilder<ImmutableArray<PlotPoint>>();
        List<int> open = [];
        for (int row = 0; row <= rows.Length; row++)
        {
            int depth = row < rows.Length ? rows[row].Depth : 0;
            while (open.Count > depth)
            {
                double x = scale.LabelX(open.Count - 1) + 4;
                lines.Add([new(x, WaterfallScale.RowTop(open[^1]) + 2), new(x, WaterfallScale.RowTop(row) + 2)]);
                open.RemoveAt(open.Count - 1);
            }

            while (open.Count < depth)
            {
                open.Add(row);
            }
        }

        yield return new LinesMark(lines.ToImmutable(), new(Palette.Grid));
    }

    /// <summary>The bars: light for the span, solid for its own work, hatched for what is folded, black under it for the critical path.</summary>
    public static IEnumerable<Mark> Bars(ImmutableArray<WaterfallRow> rows, WaterfallScale scale)
    {
        yield return Light(rows, scale, false);
        yield return Light(rows, scale, true);
        yield return Solid(rows, scale, row => row.Kind == WaterfallRowKind.Siblings || row.ErrorCount == 0, Palette.Series);
        yield return Solid(rows, scale, row => row.Kind == WaterfallRowKind.Span && row.ErrorCount > 0, Palette.Error);
        yield return new BarsMark(FoldBars(rows, scale, WaterfallRowKind.Siblings), null) { Edge = FoldEdge };
        yield return new BarsMark(
            [.. new[] { WaterfallRowKind.Repeat, WaterfallRowKind.Rest, WaterfallRowKind.Elsewhere }.SelectMany(kind => FoldBars(rows, scale, kind))], null)
        { Edge = FoldEdge, Hatched = true, MinimumWidth = 4 };
        yield return new BarsMark([.. rows.SelectMany((row, index) => scale.Parts(index, row.CriticalParts, 17, 2.6))], Rgb.Black);
    }

    /// <summary>What is written in the rows: label, status, duration, self time.</summary>
    public static IEnumerable<Mark> Texts(ImmutableArray<WaterfallRow> rows, WaterfallScale scale, TraceDetailResult result)
    {
        int largest = LargestRow(rows, result.Trace);
        List<PointItem> crosses = [];
        List<Mark> texts = [];
        for (int index = 0; index < rows.Length; index++)
        {
            WaterfallRow row = rows[index];
            double baseLine = WaterfallScale.BaseLine(index);
            double x = scale.LabelX(row.Depth);
            texts.Add(new TextMark(x, baseLine, LabelOf(row, index == largest)) { MaximumWidth = WaterfallScale.BarLeft - 8 - x });
            if (row.ErrorCount > 0)
            {
                crosses.Add(new PointItem(WaterfallScale.Status - 9, baseLine - 4));
            }

            texts.Add(StatusOf(row, baseLine));
            texts.Add(new TextMark(WaterfallScale.Duration, baseLine, Millis(row.DurationNanos) with { Bold = index == 0, Italic = row.IsFold })
            {
                Anchor = TextAnchor.End,
                Color = row.IsFold ? Palette.SecondInk : Palette.Ink,
            });
            bool large = ShareOf(row.SelfTimeNanos, result.Trace) >= LargeShare;
            texts.Add(new TextMark(WaterfallScale.Right, baseLine, Millis(row.SelfTimeNanos) with { Bold = large })
            {
                Anchor = TextAnchor.End,
                Color = large || row.IsFold ? Palette.Ink : Palette.SecondInk,
            });
            if (index == largest)
            {
                texts.Add(LargestNote(row, index, scale, result));
            }
        }

        return [.. texts, new PointsMark([.. crosses], PointShape.Cross) { Radius = 3.4, Edge = new(Palette.Error, 2) { RoundEnds = true } }];
    }

    private static BarsMark Light(ImmutableArray<WaterfallRow> rows, WaterfallScale scale, bool failed) => new(
        [
            .. rows.Select((row, index) => (row, index))
                .Where(item => item.row.Kind == WaterfallRowKind.Span && item.row.ErrorCount > 0 == failed)
                .Select(item => scale.Bar(
                    item.index,
                    item.row.StartUnixNano,
                    item.row.EndUnixNano,
                    $"{item.row.Label.Text} · {NumberText.Milliseconds(UnixTime.ToMillis(item.row.DurationNanos))} ms",
                    item.row.Span.SpanId.ToString())),
        ],
        failed ? Palette.ErrorFill : Palette.SeriesFill)
    { CornerRadius = 1, MinimumWidth = 2 };

    private static BarsMark Solid(ImmutableArray<WaterfallRow> rows, WaterfallScale scale, Func<WaterfallRow, bool> which, Rgb color)
        => new([.. rows.SelectMany((row, index) => which(row) ? scale.Parts(index, row.SolidParts, 5, WaterfallScale.BarHeight) : [])], color);

    private static ImmutableArray<BarItem> FoldBars(ImmutableArray<WaterfallRow> rows, WaterfallScale scale, WaterfallRowKind kind) =>
    [
        .. rows.Select((row, index) => (row, index))
            .Where(item => item.row.Kind == kind)
            .Select(item => scale.Bar(item.index, item.row.StartUnixNano, item.row.EndUnixNano, WaterfallText.OfFold(item.row))),
    ];

    private static TextLine LabelOf(WaterfallRow row, bool strong)
    {
        if (row.IsFold)
        {
            return new TextRun("▸ " + WaterfallText.OfFold(row)) { Italic = true, Color = Palette.SecondInk };
        }

        string action = (row.Label.IsProxy ? " " : "\u00a0\u00a0") + row.Label.Action;
        return strong
            ? TextRun.Strong(row.Label.Owner + action)
            : [row.Label.Owner, TextRun.Colored(action, Palette.SecondInk)];
    }

    private static TextMark StatusOf(WaterfallRow row, double baseLine)
    {
        string text = WaterfallText.OfStatus(row);
        if (row.IsFold && TextWidth.Estimate(text, TextSize, true) > StatusWidth)
        {
            text = NumberText.Count(row.ErrorCount);
        }

        return row.ErrorCount == 0
            ? new TextMark(WaterfallScale.Status, baseLine, text) { Color = Palette.SecondInk, MaximumWidth = StatusWidth }
            : new TextMark(WaterfallScale.Status, baseLine, TextRun.Strong(text)) { Color = Palette.Error, MaximumWidth = StatusWidth };
    }

    private static int LargestRow(ImmutableArray<WaterfallRow> rows, Trace trace)
    {
        int largest = -1;
        for (int index = 0; index < rows.Length; index++)
        {
            if (!rows[index].IsFold && (largest < 0 || rows[index].SelfTimeNanos > rows[largest].SelfTimeNanos))
            {
                largest = index;
            }
        }

        return largest >= 0 && ShareOf(rows[largest].SelfTimeNanos, trace) >= LargeShare ? largest : -1;
    }

    private static TextMark LargestNote(WaterfallRow row, int index, WaterfallScale scale, TraceDetailResult result)
    {
        string text = $"{NumberText.Fixed(ShareOf(row.SelfTimeNanos, result.Trace) * 100, 0)} % of the trace";
        if (result.LargestSelfTime is { Count: > 1 } all && all.Label.Action == row.Label.Action)
        {
            text += $"; {NumberText.Count(all.Count)} of its name {NumberText.Fixed(ShareOf(all.SelfTimeNanos, result.Trace) * 100, 0)} %";
        }

        double width = TextWidth.Estimate(text, NoteSize) + 10;
        double start = scale.XOf(row.StartUnixNano);
        double end = scale.XOf(row.EndUnixNano);
        bool right = end + width <= WaterfallScale.BarRight;
        bool left = start - width >= WaterfallScale.BarLeft;
        return new TextMark(right ? end + 8 : left ? start - 8 : start + 8, WaterfallScale.BaseLine(index), text)
        {
            Size = NoteSize,
            Anchor = !right && left ? TextAnchor.End : TextAnchor.Start,
            Color = right || left ? Palette.Ink : Rgb.White,
            Halo = right || left,
            MaximumWidth = Math.Max(right || left ? width : end - start - 16, 20),
        };
    }

    private static double ShareOf(long nanos, Trace trace) => trace.DurationNanos == 0 ? 0 : (double)nanos / trace.DurationNanos;

    private static TextRun Millis(long nanos)
    {
        double milliseconds = UnixTime.ToMillis(nanos);
        return new(milliseconds >= WholeFromMs ? NumberText.Fixed(milliseconds, 0) : NumberText.Milliseconds(milliseconds));
    }
}
