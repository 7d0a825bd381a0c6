using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Asks a session's metrics what a heatmap needs, each question once, and computes the heatmap.</summary>
public sealed class HeatmapInvestigation
{
    private const int MostSpans = 500;

    private readonly IMetricSource _metrics;
    private readonly KialiSession _session;
    private readonly HeatmapOptions _options;
    private readonly Dictionary<HistogramQuery, Answer<HistogramAnswer>> _asked = new(new QueryComparer());
    private readonly List<Warning> _warnings = [];
    private bool _complete = true;

    private HeatmapInvestigation(KialiSession session, HeatmapOptions options)
    {
        _session = session;
        _options = options;
        _metrics = session.RequireMetrics("duration statistics");
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
        HeatmapMatrix matrix = await CompareAsync(target, anchor, cancellationToken).ConfigureAwait(false);
        ImmutableArray<HeatmapTarget> all = HeatmapTargets.All(trace);
        if (all.Length > MostSpans)
        {
            _warnings.Add(new Warning("limit", $"The trace has {all.Length} spans to compare; the first {MostSpans} were.", all.Length - MostSpans, trace.TraceId.ToString()));
            _complete = false;
            all = all[..MostSpans];
        }

        // The mean is of one moment, as Kiali's is; a span's own matrix is of its own end.
        List<HeatmapMatrix> proxies = [];
        List<HeatmapMatrix> spans = [];
        foreach (HeatmapTarget span in all)
        {
            if (SpanWorkloads.IsProxySpan(span.Span))
            {
                proxies.Add(await CompareAsync(span, anchor, cancellationToken).ConfigureAwait(false));
            }

            if (_options.EverySpan)
            {
                long own = _options.AnchorUnixNano is null ? span.AnchorUnixMillis : anchor;
                spans.Add(await CompareAsync(span, own, cancellationToken).ConfigureAwait(false));
            }
        }

        long longest = UnixTime.ToNanos(_options.Intervals.Where(interval => interval.Fixed is null).Select(interval => interval.Length).DefaultIfEmpty().Max());
        long end = anchor * UnixTime.NanosPerMilli;
        return new HeatmapResult
        {
            TraceId = trace.TraceId,
            Options = _options,
            Window = new AnalysisWindow(new TimeRange(end - longest, end), _session.NowUnixNano, _session.IsLive),
            Matrix = matrix,
            Mean = HeatmapAnalysis.Mean([.. proxies], trace.Spans.Count(SpanWorkloads.IsProxySpan)),
            Spans = [.. spans],
            Complete = _complete,
            Warnings = [.. _warnings],
        };
    }

    private async Task<HeatmapMatrix> CompareAsync(HeatmapTarget target, long anchor, CancellationToken cancellationToken)
    {
        ImmutableArray<HeatmapAnswer>.Builder answers = ImmutableArray.CreateBuilder<HeatmapAnswer>(_options.Intervals.Length);
        foreach (HeatmapInterval interval in _options.Intervals)
        {
            HistogramQuery query = HeatmapQueries.Of(target.Workload, target.Direction, target.WithWaypoint, interval, anchor);
            if (!_asked.TryGetValue(query, out Answer<HistogramAnswer>? answer))
            {
                answer = await _metrics.GetHistogramIncreasesAsync(query, cancellationToken).ConfigureAwait(false);
                _asked.Add(query, answer);
                Note(answer);
            }

            TimeRange stretch = interval.At(anchor);
            bool outside = _metrics.RecordedRange is { } recorded && !recorded.Overlaps(stretch.StartUnixNano, stretch.EndUnixNano);
            answers.Add(new HeatmapAnswer(interval, answer.Value.Increases.FirstOrDefault(), answer.Value.SeriesCount, outside));
        }

        return HeatmapAnalysis.Compute(target, answers.ToImmutable(), _options.Statistics, anchor);
    }

    // That an interval reaches before the recording is said by each cell's covered seconds; it is no loss of the answer.
    private void Note(Answer<HistogramAnswer> answer)
    {
        foreach (Warning warning in answer.Warnings.Where(warning => warning.Code != "not-captured" && !_warnings.Contains(warning)))
        {
            _warnings.Add(warning);
            _complete &= answer.Complete;
        }
    }

    private VerbFailedException NoTarget(Trace trace)
    {
        ImmutableArray<string> there = [.. HeatmapTargets.All(trace).Select(target => target.Workload.ToString()).Distinct(StringComparer.Ordinal)];
        string wanted = _options.SpanId is { } span ? $"span {span} that maps to a workload" : _options.Workload is { } workload ? $"span of {workload}" : "span that maps to a workload";
        return VerbFailedException.NotFound(
            $"Trace {trace.TraceId} has no {wanted}.", there.IsEmpty ? null : $"-w with one of the workloads it has: {string.Join(", ", there)}");
    }

    /// <summary>Queries hold arrays, which compare by reference: two are the same when they ask the same series at the same times.</summary>
    private sealed class QueryComparer : IEqualityComparer<HistogramQuery>
    {
        public bool Equals(HistogramQuery? left, HistogramQuery? right)
            => left is not null && right is not null && left.Window == right.Window && left.Times == right.Times
                && left.Selector.Family == right.Selector.Family
                && left.Selector.Matchers.Length == right.Selector.Matchers.Length
                && left.Selector.Matchers.Zip(right.Selector.Matchers).All(pair =>
                    pair.First.Name == pair.Second.Name && pair.First.Values.AsSpan().SequenceEqual(pair.Second.Values.AsSpan()));

        public int GetHashCode(HistogramQuery query) => HashCode.Combine(query.Window, query.Times, query.Selector.Matchers.Length);
    }
}
