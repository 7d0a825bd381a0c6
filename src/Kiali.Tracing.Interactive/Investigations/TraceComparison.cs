using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>The comparison with metrics that a trace's own view holds: the matrix and the rank; empty where there is nothing to compare with.</summary>
/// <param name="Blocks">The matrix under its heading.</param>
/// <param name="Rank">Where the request stands, for the facts; null when unknown.</param>
/// <param name="Warnings">Why there is no comparison, when a source failed.</param>
public sealed record TraceComparison(ImmutableArray<ViewBlock> Blocks, string? Rank, ImmutableArray<Warning> Warnings)
{
    /// <summary>Whether nothing was left out: no metric source failed. Default yes.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>Compares a trace with metrics, if a source has them and a span maps to a workload.</summary>
    /// <param name="session">The session.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The comparison. A metric source that fails leaves the trace as it is and is said.</returns>
    public static async Task<TraceComparison> OfAsync(KialiSession session, Trace trace, CancellationToken cancellationToken)
    {
        HeatmapOptions options = new();
        if (!session.Sources.Any(source => source.HasMetrics) || HeatmapTargets.Choose(trace, options) is null)
        {
            return new TraceComparison([], null, []);
        }

        try
        {
            HeatmapResult heatmap = await HeatmapInvestigation.RunAsync(session, trace, options, cancellationToken).ConfigureAwait(false);
            HeatmapTarget target = heatmap.Matrix.Target;
            string side = target.Direction == TrafficDirection.Inbound ? "inbound" : "outbound";
            return new TraceComparison(
                [
                    LineBlock.Of(
                    [
                        TextRun.Strong("Against metrics"),
                        new TextRun($" · {target.Workload.Name} {side}, {NumberText.Milliseconds(heatmap.Matrix.DurationMs)} ms · difference in ms, and multiple of the statistic"),
                    ]),
                    HeatmapTables.Matrix(heatmap, absolute: false),
                ],
                heatmap.Matrix.Ranks.FirstOrDefault() is { } rank ? $"{NumberText.Fixed(rank.Lower * 100, 1)} % in {rank.Interval}" : null,
                heatmap.Warnings);
        }
        catch (SourceException failure)
        {
            return new TraceComparison([], null, [new Warning("no-comparison", failure.Message, 1, failure.SourceUri)]) { Complete = false };
        }
    }
}
