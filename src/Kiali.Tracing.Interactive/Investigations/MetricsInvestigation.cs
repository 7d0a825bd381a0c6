using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Makes a workload's metric charts from a session's sources: chooses side and look-back, asks for metrics and traces, computes.</summary>
/// <param name="session">The sources.</param>
public sealed class MetricsInvestigation(KialiSession session)
{
    private const string WantedFor = "metric charts";

    /// <summary>Makes the charts.</summary>
    /// <param name="window">The stretch of time.</param>
    /// <param name="options">Which charts.</param>
    /// <param name="overlaidTraces">How many traces, the newest, have their spans laid over; null for no spans.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The charts.</returns>
    /// <exception cref="VerbFailedException">No source has metrics, or there would be too many points.</exception>
    /// <exception cref="SourceException">The source of metrics failed, or all sources of traces did.</exception>
    public async Task<MetricsResult> RunAsync(AnalysisWindow window, MetricsOptions options, int? overlaidTraces, CancellationToken cancellationToken)
    {
        IMetricSource source = session.RequireMetrics(WantedFor);
        EvaluationTimes times = MetricsSampling.TimesOf(window.Range, options);
        List<Warning> notes = [];
        ImmutableArray<TrafficDirection> directions = options.Directions;
        if (directions.IsEmpty)
        {
            directions = [await ChooseDirectionAsync(source, options, times, notes, cancellationToken).ConfigureAwait(false)];
        }

        MetricsSampling sampling = await ChooseSamplingAsync(source, options, directions[0], times, cancellationToken).ConfigureAwait(false);
        ImmutableArray<MetricsAnswers>.Builder answers = ImmutableArray.CreateBuilder<MetricsAnswers>(directions.Length);
        foreach (TrafficDirection direction in directions)
        {
            answers.Add(await MetricsQueries.Of(options, direction, sampling).AskAsync(source, cancellationToken).ConfigureAwait(false));
        }

        Answer<TraceSet>? traces = overlaidTraces is { } limit
            ? await session.FindTracesAsync(
                new TraceQuery { Window = window.Range, Workload = options.Workload, Limit = limit }, cancellationToken).ConfigureAwait(false)
            : null;
        return MetricsAnalysis.Compute(window, options, sampling, answers.MoveToImmutable(), traces, [.. notes]);
    }

    private static async Task<TrafficDirection> ChooseDirectionAsync(
        IMetricSource source, MetricsOptions options, EvaluationTimes times, List<Warning> notes, CancellationToken cancellationToken)
    {
        TimeSpan interval = MetricsSampling.WiderThan(options.RateInterval ?? MetricsSampling.ShortestRateInterval(times, options));
        foreach (TrafficDirection direction in (TrafficDirection[])[TrafficDirection.Inbound, TrafficDirection.Outbound])
        {
            if ((await FindAsync(source, options, direction, times, interval, cancellationToken).ConfigureAwait(false)).Count == 0)
            {
                continue;
            }

            if (direction == TrafficDirection.Outbound)
            {
                notes.Add(new Warning(
                    "no-inbound",
                    $"Nothing in the metrics comes in to {options.Workload} in this window; shown is what goes {ContractWords.Of(direction)}."));
            }

            return direction;
        }

        return TrafficDirection.Inbound;
    }

    private static async Task<MetricsSampling> ChooseSamplingAsync(
        IMetricSource source, MetricsOptions options, TrafficDirection direction, EvaluationTimes times, CancellationToken cancellationToken)
    {
        TimeSpan shortest = MetricsSampling.ShortestRateInterval(times, options);
        if (options.RateInterval is { } wanted)
        {
            return new MetricsSampling(times, wanted, wanted);
        }

        TimeSpan interval = shortest;
        int lackingAtShortest = 0;
        while (true)
        {
            HashSet<long> found = await FindAsync(source, options, direction, times, interval, cancellationToken).ConfigureAwait(false);
            HashSet<long> wider = await FindAsync(
                source, options, direction, times, MetricsSampling.WiderThan(interval), cancellationToken).ConfigureAwait(false);
            int lacking = MetricsSampling.CountLacking(times, interval, found, wider);
            lackingAtShortest = interval == shortest ? lacking : lackingAtShortest;
            if (lacking == 0 || MetricsSampling.NextTo(interval) is not { } next)
            {
                return new MetricsSampling(times, interval, shortest, lackingAtShortest);
            }

            interval = next;
        }
    }

    private static async Task<HashSet<long>> FindAsync(
        IMetricSource source, MetricsOptions options, TrafficDirection direction, EvaluationTimes times, TimeSpan interval, CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<MetricSeries>> answer = await source.GetCounterIncreasesAsync(
            MetricsQueries.Presence(options, direction, times, interval), cancellationToken).ConfigureAwait(false);
        return [.. answer.Value.SelectMany(series => series.Points).Select(point => point.UnixMillis)];
    }
}
