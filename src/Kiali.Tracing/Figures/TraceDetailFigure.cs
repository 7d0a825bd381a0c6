using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>Draws a trace as a waterfall: a row a span, its bar, its own work solid, the critical path underlined, and below it the path by workload.</summary>
public static class TraceDetailFigure
{
    private const double FooterHeight = 56;
    private const double HeaderLine = 34;

    /// <summary>Draws a trace.</summary>
    /// <param name="result">The trace.</param>
    /// <returns>The figure, 960 px wide and as high as its rows need.</returns>
    public static Figure Of(TraceDetailResult result) => Of(result, WaterfallAnalysis.Rows(result));

    /// <summary>Draws a trace whose rows are already chosen.</summary>
    /// <param name="result">The trace.</param>
    /// <param name="rows">Its rows, by <see cref="WaterfallAnalysis"/>.</param>
    /// <returns>The figure.</returns>
    public static Figure Of(TraceDetailResult result, ImmutableArray<WaterfallRow> rows)
    {
        WaterfallScale scale = new(result.Trace, rows);
        return new Figure(Figure.FullWidth, scale.Bottom + FooterHeight)
        {
            Title = $"Waterfall of trace {NameText.ShortId(result.Trace.TraceId.ToString())}",
            Description = Describe(result),
            Panels =
            [
                new(new(0, 0, Figure.FullWidth, scale.Bottom + FooterHeight))
                {
                    Marks =
                    [
                        .. Header(result.Trace, scale),
                        .. WaterfallMarks.Guides(rows, scale),
                        .. WaterfallMarks.Bars(rows, scale),
                        .. WaterfallMarks.Texts(rows, scale, result),
                        .. WaterfallEvents.Marks(rows, scale),
                        LinesMark.Segment(new(WaterfallScale.Left, scale.Bottom), new(WaterfallScale.Right, scale.Bottom), new(Palette.Hairline)),
                        .. CriticalPathBar.Marks(result, scale),
                    ],
                },
            ],
        };
    }

    private static IEnumerable<Mark> Header(Trace trace, WaterfallScale scale)
    {
        foreach (AxisTick tick in scale.Ticks)
        {
            double x = scale.XOfMs(tick.Value);
            yield return LinesMark.Segment(new(x, WaterfallScale.Top), new(x, scale.Bottom), new(tick.Strong ? Palette.Hairline : Palette.Grid));
            yield return Note(x, HeaderLine, tick.Label, TextAnchor.Middle);
        }

        yield return Note(WaterfallScale.Left, 17, "light bar: span · solid: self time · ◆ event", TextAnchor.Start);
        yield return Note(WaterfallScale.Left, HeaderLine, "→ ← proxy span · name: application span", TextAnchor.Start);
        yield return Note(WaterfallScale.BarLeft - 16, 17, $"ms since {TimeText.TimeOfDay(trace.StartUnixNano)}", TextAnchor.Start);
        yield return Note(WaterfallScale.Status - 14, HeaderLine, "status", TextAnchor.Start);
        yield return Note(WaterfallScale.Duration, HeaderLine, "duration", TextAnchor.End);
        yield return Note(WaterfallScale.Right, HeaderLine, "self ms", TextAnchor.End);
    }

    private static TextMark Note(double x, double y, string text, TextAnchor anchor)
        => new(x, y, text) { Anchor = anchor, Size = 11, Color = Palette.SecondInk };

    private static string Describe(TraceDetailResult result)
    {
        Trace trace = result.Trace;
        string text = $"Waterfall of {NumberText.Counted(trace.Spans.Length, "span")} over {NumberText.Milliseconds(trace.DurationMs)} ms";
        if (trace.ErrorCount > 0)
        {
            text += $", {NumberText.Count(trace.ErrorCount)} with errors";
        }

        if (!result.CriticalWorkloads.IsEmpty)
        {
            CriticalPathShare first = result.CriticalWorkloads[0];
            text += $"; {NumberText.Percent(first.Share * 100)} % of the critical path is in {NameText.Cut(first.Name, 60)}";
        }

        if (result.LargestSelfTime is { } largest)
        {
            text += $"; largest self time: {NameText.Cut(largest.Label.Text, 80)} {NumberText.Milliseconds(UnixTime.ToMillis(largest.SelfTimeNanos))} ms";
        }

        return text + ".";
    }
}
