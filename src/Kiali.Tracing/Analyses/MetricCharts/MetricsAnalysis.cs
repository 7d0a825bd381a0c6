using System.Collections.Immutable;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Makes the charts of Kiali's metrics tabs from the growth of Istio's counters and histograms, and lays spans over them.</summary>
/// <remarks>
/// A rate is a growth divided by the rate interval; a mean, a quantile and a share are of the growth itself. Where a look-back holds no two samples, or no
/// request, the point is NaN: a gap, never a zero.
/// </remarks>
public static class MetricsAnalysis
{
    /// <summary>Makes the charts.</summary>
    /// <param name="window">The stretch of time.</param>
    /// <param name="options">Which charts.</param>
    /// <param name="sampling">At which moments.</param>
    /// <param name="answers">What the metric source answered, one for each direction.</param>
    /// <param name="traces">The traces whose spans are laid over; null for none.</param>
    /// <param name="notes">What was decided on the way, as warnings; null for nothing.</param>
    /// <param name="exemplars">The exemplars of the durations of each direction; null for none.</param>
    /// <returns>The charts.</returns>
    public static MetricsResult Compute(
        AnalysisWindow window,
        MetricsOptions options,
        MetricsSampling sampling,
        ImmutableArray<MetricsAnswers> answers,
        Answer<TraceSet>? traces = null,
        ImmutableArray<Warning>? notes = null,
        ImmutableDictionary<TrafficDirection, ImmutableArray<MetricExemplar>>? exemplars = null)
    {
        ImmutableArray<Trace> opened = [.. traces?.Value.Traces ?? []];
        ImmutableArray<DirectionCharts>.Builder built = ImmutableArray.CreateBuilder<DirectionCharts>();
        List<Warning> dropped = [];
        foreach (MetricsAnswers answer in answers.OrderBy(answer => answer.Direction))
        {
            ChartBuilder builder = new(window, options, sampling, answer);
            SpanOverlay? overlay = traces is null ? null : SpanOverlayAnalysis.Compute(opened, options, answer.Direction, window.Range);
            built.Add(builder.Build(overlay, exemplars is not null && exemplars.TryGetValue(answer.Direction, out ImmutableArray<MetricExemplar> known) ? known : []));
            if (builder.DroppedGroups > 0)
            {
                dropped.Add(new Warning(
                    "limit",
                    $"There are {NumberText.Counted(options.MostGroups + builder.DroppedGroups, $"{ContractWords.Of(answer.Direction)} group")}; "
                        + $"the {NumberText.Count(options.MostGroups)} with most traffic are shown.",
                    builder.DroppedGroups));
            }
        }

        ImmutableArray<DirectionCharts> directions = built.ToImmutable();
        IEnumerable<Warning> warnings =
        [
            .. notes ?? [],
            .. answers.SelectMany(answer => answer.Warnings),
            .. traces?.Warnings ?? [],
            .. dropped,
            .. traces is not null && MappingSummary.Of(traces.Value).ToWarning() is { } unmapped ? [unmapped] : Array.Empty<Warning>(),
            .. directions.SelectMany(direction => WarningsOf(direction, options, sampling)),
            .. answers.Where(answer => answer is { HasBuckets: false, Finished: null }).Take(1).Select(_ => new Warning(
                "no-buckets", "The metric source gives no histogram buckets, so there are means but no quantiles.")),
        ];
        return new MetricsResult
        {
            Window = window,
            Workload = options.Workload,
            Peer = options.Peer,
            Reporter = options.Reporter,
            Sampling = sampling,
            Directions = directions,
            Complete = answers.All(answer => answer.Complete) && traces is not { Complete: false } && dropped.Count == 0,
            Warnings = [.. warnings.DistinctBy(warning => (warning.Code, warning.Message, warning.Source))],
        };
    }

    private static IEnumerable<Warning> WarningsOf(DirectionCharts charts, MetricsOptions options, MetricsSampling sampling)
    {
        string side = ContractWords.Of(charts.Direction);
        if (!charts.HasData)
        {
            yield return new Warning("no-series", $"No {side} requests of {options.Workload} are in the metrics of this window.");
        }
        else if (charts.PointsWithoutSamples > 0)
        {
            yield return new Warning(
                "no-samples",
                $"{NumberText.Count(charts.PointsWithoutSamples)} of {NumberText.Counted(sampling.Times.Count, $"{side} point")} have no two samples in the {TimeText.Interval(sampling.RateInterval)} before them: the lines have gaps there.",
                charts.PointsWithoutSamples);
        }

        if (charts.Overlay is { Spans.IsEmpty: true })
        {
            yield return new Warning("no-spans", $"No trace of this window has an {side} span of {options.Workload}.");
        }
    }
}
