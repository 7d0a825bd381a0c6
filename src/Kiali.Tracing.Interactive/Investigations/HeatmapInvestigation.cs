using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Asks a session's metrics what a heatmap needs, each question once and all at once, and computes the heatmap.</summary>
public sealed class HeatmapInvestigation
{
    private const int MostSpans = 500;

    private readonly OpenedSource _source;
    private readonly KialiSession _session;
    private readonly HeatmapOptions _options;
    private readonly Dictionary<HeatmapQuestion, HeatmapAnswer> _answers = [];
    private readonly List<Warning> _warnings = [];
    private bool _complete = true;

    private HeatmapInvestigation(KialiSession session, HeatmapOptions options)
    {
        _session = session;
        _options = options;
        _source = session.RequireMetricSource("duration statistics");
    }

    /// <summary>Compares a trace with the statistics of the workloads it passed.</summary>
    /// <param name="session">The session.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="options">What it is compared with.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The heatmap.</returns>
    /// <exception cref="VerbFailedException">The trace has no span to compare, or no source has metrics.</exception>
    /// <exception cref="SourceException">The metric source failed.</exception>
    public static Task<HeatmapResult> RunAsync(KialiSession session, Trace trace, HeatmapOptions options, CancellationToken cancellationToken)
        => new HeatmapInvestigation(session, options).RunAsync(trace, cancellationToken);

    private async Task<HeatmapResult> RunAsync(Trace trace, CancellationToken cancellationToken)
    {
        HeatmapTarget target = HeatmapTargets.Choose(trace, _options) ?? throw NoTarget(trace);
        long anchor = _options.AnchorUnixNano is { } given ? UnixTime.CeilingToUnixMillis(given) : target.AnchorUnixMillis;
        ImmutableArray<HeatmapTarget> all = HeatmapTargets.All(trace);
        if (all.Length > MostSpans)
        {
            _warnings.Add(new Warning("limit", $"The trace has {all.Length} spans to compare; the first {MostSpans} were.", all.Length - MostSpans, trace.TraceId.ToString()));
            _complete = false;
            all = all[..MostSpans];
        }

        // The mean is of one moment, as Kiali's is; a span's own matrix is of its own end.
        ImmutableArray<(HeatmapTarget Target, long Anchor)> proxies = [.. all.Where(span => SpanWorkloads.IsProxySpan(span.Span)).Select(span => (span, anchor))];
        ImmutableArray<(HeatmapTarget Target, long Anchor)> spans =
            _options.EverySpan ? [.. all.Select(span => (span, _options.AnchorUnixNano is null ? span.AnchorUnixMillis : anchor))] : [];
        await AskAsync([(target, anchor), .. proxies, .. spans], cancellationToken).ConfigureAwait(false);

        long longest = UnixTime.ToNanos(_options.Intervals.Where(interval => interval.Fixed is null).Select(interval => interval.Length).DefaultIfEmpty().Max());
        long end = anchor * UnixTime.NanosPerMilli;
        return new HeatmapResult
        {
            TraceId = trace.TraceId,
            Options = _options,
            Window = new AnalysisWindow(new TimeRange(end - longest, end), _session.NowUnixNano, _session.IsLive),
            Matrix = Compare(target, anchor),
            Mean = HeatmapAnalysis.Mean([.. proxies.Select(span => Compare(span.Target, span.Anchor))], trace.Spans.Count(SpanWorkloads.IsProxySpan)),
            Spans = [.. spans.Select(span => Compare(span.Target, span.Anchor))],
            IsFinished = _source.GrowthSource is null,
            Complete = _complete,
            Warnings = [.. _warnings],
        };
    }

    private async Task AskAsync(ImmutableArray<(HeatmapTarget Target, long Anchor)> compared, CancellationToken cancellationToken)
    {
        ImmutableArray<HeatmapQuestion> questions =
        [
            .. compared.SelectMany(span => _options.Intervals.Select(interval => HeatmapQuestion.Of(span.Target, interval, span.Anchor))).Distinct(),
        ];
        if (_source.GrowthSource is { } metrics)
        {
            await AskGrowthAsync(metrics, questions, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await AskFinishedAsync(_source.MetricStatistics!, questions, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskGrowthAsync(IMetricSource metrics, ImmutableArray<HeatmapQuestion> questions, CancellationToken cancellationToken)
    {
        ImmutableArray<Answer<HistogramAnswer>> answers = await ConcurrentAnswers.AskAsync(
            questions,
            (question, token) => metrics.GetHistogramIncreasesAsync(
                HeatmapQueries.Of(question.Workload, question.Direction, question.WithWaypoint, question.Interval, question.AnchorUnixMillis), token),
            cancellationToken).ConfigureAwait(false);
        for (int index = 0; index < questions.Length; index++)
        {
            TimeRange stretch = questions[index].Interval.At(questions[index].AnchorUnixMillis);
            bool outside = metrics.RecordedRange is { } recorded && !recorded.Overlaps(stretch.StartUnixNano, stretch.EndUnixNano);
            HistogramAnswer answer = answers[index].Value;
            _answers.Add(questions[index], new HeatmapAnswer(questions[index].Interval, answer.Increases.FirstOrDefault(), answer.SeriesCount, outside));
            Note(answers[index].Complete, answers[index].Warnings);
        }
    }

    private async Task AskFinishedAsync(IMetricStatisticsSource statistics, ImmutableArray<HeatmapQuestion> questions, CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<DurationStatistics>> answer = await statistics.GetDurationStatisticsAsync(
            [
                .. questions.Select(question => HeatmapQueries.FinishedOf(
                    question.Workload, question.Direction, question.WithWaypoint, question.Interval, question.AnchorUnixMillis, _options.Statistics)),
            ],
            cancellationToken).ConfigureAwait(false);
        for (int index = 0; index < questions.Length; index++)
        {
            TimeRange stretch = questions[index].Interval.At(questions[index].AnchorUnixMillis);
            bool outside = statistics.RecordedRange is { } recorded && !recorded.Overlaps(stretch.StartUnixNano, stretch.EndUnixNano);
            _answers.Add(questions[index], new HeatmapAnswer(questions[index].Interval, null, 0, outside) { Finished = answer.Value[index] });
        }

        Note(answer.Complete, answer.Warnings);
        _complete &= answer.Complete;
        _warnings.Add(new Warning(
            "finished-statistics",
            $"{statistics.Uri} gives finished statistics, not the counts behind them: there are no numbers of requests, no bucket bounds and no rank, and a difference of 1 ms is told apart.",
            1,
            statistics.Uri));
    }

    private HeatmapMatrix Compare(HeatmapTarget target, long anchor) => HeatmapAnalysis.Compute(
        target,
        [.. _options.Intervals.Select(interval => _answers[HeatmapQuestion.Of(target, interval, anchor)])],
        _options.Statistics,
        anchor);

    // That an interval reaches before the recording is said by each cell's covered seconds; it is no loss of the answer.
    private void Note(bool complete, ImmutableArray<Warning> warnings)
    {
        foreach (Warning warning in warnings.Where(warning => warning.Code != "not-captured" && !_warnings.Contains(warning)))
        {
            _warnings.Add(warning);
            _complete &= complete;
        }
    }

    private VerbFailedException NoTarget(Trace trace)
    {
        ImmutableArray<string> there = [.. HeatmapTargets.All(trace).Select(target => target.Workload.ToString()).Distinct(StringComparer.Ordinal)];
        string wanted = _options.SpanId is { } span ? $"span {span} that maps to a workload" : _options.Workload is { } workload ? $"span of {workload}" : "span that maps to a workload";
        return VerbFailedException.NotFound(
            $"Trace {trace.TraceId} has no {wanted}.",
            there.IsEmpty
                ? $"{CommonOptions.ServiceMap.Name} FILE, which names the workloads of services whose spans do not"
                : $"-w with one of the workloads it has: {string.Join(", ", there)}");
    }
}
