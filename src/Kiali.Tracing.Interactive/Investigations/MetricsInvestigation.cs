using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Makes a workload's metric charts from a session's sources: chooses side and look-back, asks for metrics, exemplars and traces, computes.</summary>
/// <param name="session">The sources.</param>
public sealed class MetricsInvestigation(KialiSession session)
{
    private const string WantedFor = "metric charts";
    private const int MostExemplars = 500;

    private readonly List<Warning> _notes = [];

    /// <summary>Makes the charts.</summary>
    /// <param name="window">The stretch of time.</param>
    /// <param name="options">Which charts.</param>
    /// <param name="overlaidTraces">How many traces, the newest, have their spans laid over; null for no spans.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The charts.</returns>
    /// <exception cref="VerbFailedException">No source has metrics, there would be too many points, or the source cannot place them.</exception>
    /// <exception cref="SourceException">The source of metrics failed, or all sources of traces did.</exception>
    public async Task<MetricsResult> RunAsync(AnalysisWindow window, MetricsOptions options, int? overlaidTraces, CancellationToken cancellationToken)
    {
        OpenedSource source = session.RequireMetricSource(WantedFor);
        EvaluationTimes times = MetricsSampling.TimesOf(window.Range, options);
        CheckSeconds(source, options, times);
        ImmutableArray<TrafficDirection> directions = options.Directions;
        if (directions.IsEmpty)
        {
            directions = [await ChooseDirectionAsync(source, options, times, cancellationToken).ConfigureAwait(false)];
        }

        MetricsSampling sampling = await ChooseSamplingAsync(source, options, directions[0], times, cancellationToken).ConfigureAwait(false);
        ImmutableArray<MetricsAnswers> answers = await ConcurrentAnswers.AskAsync(
            directions,
            (direction, token) => source.GrowthSource is { } growth
                ? MetricsQueries.Of(options, direction, sampling).AskAsync(growth, token)
                : MetricsQueries.Of(options, direction, sampling).AskAsync(source.MetricStatistics!, token),
            cancellationToken).ConfigureAwait(false);
        (ImmutableDictionary<TrafficDirection, ImmutableArray<MetricExemplar>>? exemplars, bool complete) =
            await FindExemplarsAsync(source, window.Range, options, directions, cancellationToken).ConfigureAwait(false);
        if (source.GrowthSource is null)
        {
            _notes.Add(new Warning(
                "finished-statistics",
                $"{source.Uri} gives finished rates and quantiles, not the buckets behind them: how well a quantile is known, and which spans it hides, is not told.",
                1,
                source.Uri));
        }

        Answer<TraceSet>? traces = overlaidTraces is { } limit
            ? await session.FindTracesAsync(
                new TraceQuery { Window = window.Range, Workload = options.Workload, Limit = limit }, cancellationToken).ConfigureAwait(false)
            : null;
        MetricsResult result = MetricsAnalysis.Compute(window, options, sampling, answers, traces, [.. _notes], exemplars);
        return result with { Complete = result.Complete && complete };
    }

    // A server that finishes statistics takes whole seconds only.
    private static void CheckSeconds(OpenedSource source, MetricsOptions options, EvaluationTimes times)
    {
        if (source.GrowthSource is null && (times.StepMillis % 1000 != 0 || (options.RateInterval is { } interval && interval.Ticks % TimeSpan.TicksPerSecond != 0)))
        {
            throw VerbFailedException.Usage($"{source.Uri} takes steps and rate intervals of whole seconds only.", "--step and --rate-interval in whole seconds");
        }
    }

    private async Task<TrafficDirection> ChooseDirectionAsync(
        OpenedSource source, MetricsOptions options, EvaluationTimes times, CancellationToken cancellationToken)
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
                _notes.Add(new Warning(
                    "no-inbound",
                    $"Nothing in the metrics comes in to {options.Workload} in this window; shown is what goes {ContractWords.Of(direction)}."));
            }

            return direction;
        }

        return TrafficDirection.Inbound;
    }

    private static async Task<MetricsSampling> ChooseSamplingAsync(
        OpenedSource source, MetricsOptions options, TrafficDirection direction, EvaluationTimes times, CancellationToken cancellationToken)
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
            ImmutableArray<IReadOnlySet<long>> found = await ConcurrentAnswers.AskAsync(
                [interval, MetricsSampling.WiderThan(interval)],
                (length, token) => FindAsync(source, options, direction, times, length, token),
                cancellationToken).ConfigureAwait(false);
            int lacking = MetricsSampling.CountLacking(times, interval, found[0], found[1]);
            lackingAtShortest = interval == shortest ? lacking : lackingAtShortest;
            if (lacking == 0 || MetricsSampling.NextTo(interval) is not { } next)
            {
                return new MetricsSampling(times, interval, shortest, lackingAtShortest);
            }

            interval = next;
        }
    }

    private static Task<IReadOnlySet<long>> FindAsync(
        OpenedSource source, MetricsOptions options, TrafficDirection direction, EvaluationTimes times, TimeSpan interval, CancellationToken cancellationToken)
        => source.GrowthSource is { } growth
            ? MetricsPresence.AskAsync(growth, options, direction, times, interval, cancellationToken)
            : MetricsPresence.AskAsync(source.MetricStatistics!, options, direction, times, interval, cancellationToken);

    private async Task<(ImmutableDictionary<TrafficDirection, ImmutableArray<MetricExemplar>>? Exemplars, bool Complete)> FindExemplarsAsync(
        OpenedSource source, TimeRange range, MetricsOptions options, ImmutableArray<TrafficDirection> directions, CancellationToken cancellationToken)
    {
        if (source.Exemplars is not { } exemplars)
        {
            return (null, true);
        }

        try
        {
            ImmutableArray<Answer<ImmutableArray<MetricExemplar>>> answers = await ConcurrentAnswers.AskAsync(
                directions,
                (direction, token) => exemplars.FindExemplarsAsync(
                    new ExemplarQuery(
                        IstioSelectors.OfWorkload(
                            IstioMetrics.RequestDurationMilliseconds,
                            options.Workload,
                            direction,
                            options.Reporter is { } reporter ? [reporter] : IstioSelectors.ReportersOf(direction, withWaypoint: true),
                            options.Peer),
                        range,
                        MostExemplars),
                    token),
                cancellationToken).ConfigureAwait(false);
            _notes.AddRange(answers.SelectMany(answer => answer.Warnings));
            return (
                directions.Zip(answers).ToImmutableDictionary(pair => pair.First, pair => pair.Second.Value), answers.All(answer => answer.Complete));
        }
        catch (SourceException exception)
        {
            // The charts are there without them.
            _notes.Add(new Warning("exemplars-failed", exception.Message, 1, exception.SourceUri));
            return (null, false);
        }
    }
}
