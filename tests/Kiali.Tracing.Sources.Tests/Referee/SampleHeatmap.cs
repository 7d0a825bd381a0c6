using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>Heatmaps of the recorded incident's traces.</summary>
internal static class SampleHeatmap
{
    /// <summary>When the incident began, Unix nanoseconds.</summary>
    public static long Onset { get; } = UnixTime.ToUnixNano(SampleIncident.Truth.Onset);

    /// <summary>Kiali's windows, and the hour before the incident.</summary>
    public static HeatmapOptions WithBaseline { get; } = new()
    {
        Intervals = [.. new HeatmapOptions().Intervals, HeatmapInterval.Baseline(new TimeRange(Onset - Minutes(60), Onset))],
    };

    /// <summary>The trace of median duration among those that start within minutes of the incident; negative ones are before it.</summary>
    public static Trace MedianTrace(IEnumerable<Trace> traces, int fromMinute, int toMinute)
    {
        Trace[] inMinutes =
        [
            .. traces.Where(trace => trace.StartUnixNano >= Onset + Minutes(fromMinute) && trace.StartUnixNano < Onset + Minutes(toMinute))
                .OrderBy(trace => trace.DurationNanos).ThenBy(trace => trace.TraceId),
        ];
        return inMinutes[inMinutes.Length / 2];
    }

    public static async Task<HeatmapMatrix> CompareAsync(IMetricSource metrics, HeatmapTarget target, HeatmapOptions options)
    {
        ImmutableArray<HeatmapAnswer>.Builder answers = ImmutableArray.CreateBuilder<HeatmapAnswer>();
        foreach (HeatmapInterval interval in options.Intervals)
        {
            Answer<HistogramAnswer> answer = await metrics.GetHistogramIncreasesAsync(QueryOf(target, interval), default);
            answers.Add(new HeatmapAnswer(interval, answer.Value.Increases.SingleOrDefault(), answer.Value.SeriesCount, false));
        }

        return HeatmapAnalysis.Compute(target, answers.ToImmutable(), options.Statistics, target.AnchorUnixMillis);
    }

    public static HistogramQuery QueryOf(HeatmapTarget target, HeatmapInterval interval)
        => HeatmapQueries.Of(target.Workload, target.Direction, target.WithWaypoint, interval, target.AnchorUnixMillis);

    private static long Minutes(int minutes) => minutes * 60 * UnixTime.NanosPerSecond;
}
