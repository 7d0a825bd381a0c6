using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Asks a server how counters and histograms grew; the server sums.</summary>
internal sealed class PrometheusMetricSource(PrometheusApi api) : IMetricSource
{
    private const string Operation = "ask for metrics";

    private readonly PrometheusBoundary _boundary = new(api);

    /// <inheritdoc/>
    public string Uri => api.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <inheritdoc/>
    public bool HasBuckets => true;

    /// <inheritdoc/>
    public RangeBoundary RangeBoundary => _boundary.Known;

    /// <inheritdoc/>
    public async Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (IsEmpty(query.Window, query.Times))
        {
            return Answer.Whole(new HistogramAnswer([], 0));
        }

        ImmutableArray<string> groupBy = query.Selector.GroupBy;
        string family = query.Selector.Family;
        Task<PartedValues> buckets = IncreaseAsync(query, family + HistogramAggregator.BucketSuffix, groupBy.Add(SemanticConventions.IstioLabels.UpperBound), cancellationToken);
        Task<PartedValues> sums = IncreaseAsync(query, family + HistogramAggregator.SumSuffix, groupBy, cancellationToken);
        Task<PartedValues> counts = IncreaseAsync(query, family + HistogramAggregator.CountSuffix, groupBy, cancellationToken);
        Task<PartedValues> coverage = CoverageAsync(query, family + HistogramAggregator.CountSuffix, cancellationToken);
        PartedValues[] asked = await Task.WhenAll(buckets, sums, counts, coverage).ConfigureAwait(false);
        ImmutableArray<MetricSeries>[] series = [.. asked.Select(values => PrometheusMapping.Series(values.Parts))];
        ImmutableArray<HistogramIncrease> increases = PrometheusMapping.Increases(groupBy, series[0], series[1], series[2], series[3]);
        if (increases.IsEmpty)
        {
            return await GetNativeIncreasesAsync(query, asked, cancellationToken).ConfigureAwait(false);
        }

        return Answered(new HistogramAnswer(increases, series.Take(3).Sum(part => part.Length)), asked);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (IsEmpty(query.Window, query.Times))
        {
            return Answer.Whole(ImmutableArray<MetricSeries>.Empty);
        }

        string expression = PrometheusQuestions.Increase(query.Selector.Family, query.Selector, query.Selector.GroupBy, query.Window);
        PartedValues values = await EvaluateAsync(expression, query.Times, cancellationToken).ConfigureAwait(false);
        return Answered(PrometheusMapping.Series(values.Parts), values);
    }

    private static bool IsEmpty(TimeSpan window, EvaluationTimes times) => times.Count == 0 || PrometheusQuestions.MillisOf(window) < 1;

    private static Answer<T> Answered<T>(T value, params ReadOnlySpan<PartedValues> asked)
    {
        bool complete = true;
        List<Warning> warnings = [];
        foreach (PartedValues values in asked)
        {
            complete &= values.Complete;
            warnings.AddRange(values.Warnings);
        }

        return new Answer<T>(value, complete, [.. warnings.GroupBy(warning => warning).Select(same => same.Key with { Count = same.Sum(warning => warning.Count) })]);
    }

    private Task<PartedValues> IncreaseAsync(HistogramQuery query, string name, ImmutableArray<string> groupBy, CancellationToken cancellationToken)
        => EvaluateAsync(PrometheusQuestions.Increase(name, query.Selector, groupBy, query.Window), query.Times, cancellationToken);

    // Without classic series there may be native histograms, or the series may be there at other times.
    private async Task<Answer<HistogramAnswer>> GetNativeIncreasesAsync(HistogramQuery query, PartedValues[] asked, CancellationToken cancellationToken)
    {
        MetricSelector selector = query.Selector;
        Task<PartedValues> native = IncreaseAsync(query, selector.Family, selector.GroupBy, cancellationToken);
        Task<PartedValues> coverage = CoverageAsync(query, selector.Family, cancellationToken);
        PartedValues[] more = await Task.WhenAll(native, coverage).ConfigureAwait(false);
        ImmutableArray<HistogramIncrease> increases =
            PrometheusMapping.NativeIncreases(selector.GroupBy, more[0].Parts, PrometheusMapping.Series(more[1].Parts));
        if (!increases.IsEmpty)
        {
            Warning converted = new(
                "native-histogram",
                $"{selector.Family} is kept as a native histogram; quantiles are read linearly within its buckets, where Prometheus reads them exponentially.",
                1,
                Uri);
            Answer<HistogramAnswer> answer = Answered(new HistogramAnswer(increases, more[0].Parts.Sum(part => part.Series.Length)), [.. asked, .. more]);
            return answer with { Warnings = answer.Warnings.Add(converted) };
        }

        PrometheusReply<int> known = await api.AskAsync(
            Operation,
            "api/v1/series",
            [
                .. new[] { HistogramAggregator.CountSuffix, HistogramAggregator.BucketSuffix, string.Empty }
                    .Select(suffix => ("match[]", PromQlText.Selector(selector.Family + suffix, selector))),
                ("start", "0"),
                ("end", PromQlText.Seconds(UnixTime.CeilingToUnixMillis(UnixTime.ToUnixNano(api.Clock.GetUtcNow())))),
                ("limit", "1"),
            ],
            PrometheusJson.SeriesCount,
            ofUser: false,
            cancellationToken).ConfigureAwait(false);
        return Answered(new HistogramAnswer([], known.Data), [.. asked, .. more, new PartedValues([], known.Complete, known.Warnings)]);
    }

    private async Task<PartedValues> CoverageAsync(HistogramQuery query, string name, CancellationToken cancellationToken)
    {
        if (!query.WithCoverage || query.Times.Count != 1)
        {
            return PartedValues.None;
        }

        try
        {
            RangeBoundary boundary = await _boundary.AskAsync(query.Times.StartUnixMillis, cancellationToken).ConfigureAwait(false);
            return await EvaluateAsync(PrometheusQuestions.Coverage(name, query, boundary, api.Options), query.Times, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException failure) when (!failure.IsTransient)
        {
            Warning unknown = new("no-coverage", $"How much of the window has samples is not known: {failure.Message}", 1, Uri);
            return PartedValues.None with { Warnings = [unknown] };
        }
    }

    private async Task<PartedValues> EvaluateAsync(string expression, EvaluationTimes times, CancellationToken cancellationToken)
    {
        ImmutableArray<PrometheusReply<PrometheusValues>> replies = times.Count == 1
            ? [await api.QueryAsync(Operation, expression, times.StartUnixMillis, ofUser: false, cancellationToken).ConfigureAwait(false)]
            : await api.QueryRangeAsync(Operation, expression, times, ofUser: false, cancellationToken).ConfigureAwait(false);
        return new PartedValues(
            [.. replies.Select(reply => reply.Data)], replies.All(reply => reply.Complete), [.. replies.SelectMany(reply => reply.Warnings)]);
    }
}
