using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>The answer of <c>trace</c>: key figures, waterfall, comparison with metrics, similar traces, and errors, events and warnings folded.</summary>
public static class TraceDetailView
{
    private const int LongestName = 120;
    private const int LongestFact = 40;

    /// <summary>Makes the view.</summary>
    /// <param name="result">The trace.</param>
    /// <param name="options">What to show beside it; null for nothing.</param>
    /// <returns>The view.</returns>
    public static View Of(TraceDetailResult result, TraceDetailViewOptions? options = null)
    {
        options ??= new TraceDetailViewOptions();
        Trace trace = result.Trace;
        ImmutableArray<WaterfallRow> rows = WaterfallAnalysis.Rows(result);
        string request = SpanLabel.RequestOf(trace.Root ?? trace.Spans[0]);
        return new View(
            [
                TextRun.Strong("trace"),
                $" · {NameText.Cut(request.Length == 0 ? "(no name)" : request, LongestName)} · ",
                TextRun.Code(trace.TraceId.ToString()),
                $" · {TimeText.Instant(trace.StartUnixNano)}",
            ])
        {
            Blocks =
            [
                Facts(result, options),
                new FigureBlock(TraceDetailFigure.Of(result, rows)),
                .. options.Comparison,
                .. SimilarTracesTable.Blocks(result),
                LineBlock.Of([TextRun.Strong("More"), ", folded"]),
                .. HappeningsFold.Of(trace),
                WaterfallTable.Fold(result, rows),
                .. WarningsFold.Of(result.Warnings),
                .. Next(result, options),
            ],
        };
    }

    private static FactsBlock Facts(TraceDetailResult result, TraceDetailViewOptions options)
    {
        Trace trace = result.Trace;
        int errors = trace.ErrorCount;
        List<Fact> facts =
        [
            new("duration, ms", NumberText.Milliseconds(trace.DurationMs)),
            new("spans", NumberText.Count(trace.Spans.Length)),
            new("with errors", errors == 0 ? "0" : $"✕ {NumberText.Count(errors)}") { Tone = errors == 0 ? null : Palette.ErrorCell },
            new("services", NumberText.Count(trace.Services.Length)) { Tooltip = NameText.Cut(string.Join(", ", trace.Services), 600) },
            new("mean of spans, ms", NumberText.Milliseconds(trace.AverageSpanDurationMs)),
        ];
        if (result.LargestSelfTime is { } largest)
        {
            string name = largest.Label.IsProxy ? largest.Label.Text : largest.Label.Action;
            facts.Add(new("largest self, ms", $"{NameText.Cut(name, LongestFact)} {NumberText.Milliseconds(UnixTime.ToMillis(largest.SelfTimeNanos))}")
            {
                Tooltip = $"{NumberText.Counted(largest.Count, "span")} of {NameText.Cut(largest.Label.Owner, LongestName)}",
            });
        }

        if (options.Rank is { } rank)
        {
            facts.Add(new("slower than", rank));
        }
        else if (!result.Similar.IsEmpty)
        {
            int slower = result.Similar.Count(similar => similar.DurationDeltaMs > 0);
            facts.Add(new("slower than", $"{NumberText.Count(slower)} of {NumberText.Count(result.Similar.Length)} similar"));
        }

        return new FactsBlock([.. facts]);
    }

    private static ImmutableArray<ViewBlock> Next(TraceDetailResult result, TraceDetailViewOptions options)
    {
        if (options.CallName is not { } call)
        {
            return [];
        }

        string id = NameText.ShortId(result.Trace.TraceId.ToString());
        return
        [
            new CommandsBlock(
            [
                new CommandHint($"{call} heatmap {id} --spans", "each span against the metrics of its workload"),
                new CommandHint($"{call} graph --trace {id}", "its way through the mesh"),
                new CommandHint($"{call} logs --trace {id}", "what was logged during it"),
            ]),
        ];
    }
}
