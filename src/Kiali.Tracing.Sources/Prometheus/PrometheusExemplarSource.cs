using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Gives the exemplars that a server keeps.</summary>
internal sealed class PrometheusExemplarSource(PrometheusApi api) : IExemplarSource
{
    private const string CounterSuffix = "_total";

    /// <inheritdoc/>
    public string Uri => api.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<MetricExemplar>>> FindExemplarsAsync(ExemplarQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        string family = query.Selector.Family;
        string name = family.EndsWith(CounterSuffix, StringComparison.Ordinal) ? family : family + HistogramAggregator.BucketSuffix;
        string start = PromQlText.Seconds(UnixTime.FloorToUnixMillis(query.Window.StartUnixNano));
        string end = PromQlText.Seconds(UnixTime.CeilingToUnixMillis(query.Window.EndUnixNano));
        PrometheusReply<ImmutableArray<MetricExemplar>> reply = await api.AskIfKnownAsync(
            "ask for exemplars",
            $"api/v1/query_exemplars?query={System.Uri.EscapeDataString(PromQlText.Selector(name, query.Selector))}&start={start}&end={end}",
            PrometheusJson.Exemplars,
            ImmutableArray<MetricExemplar>.Empty,
            cancellationToken).ConfigureAwait(false);
        ImmutableArray<MetricExemplar> found =
        [
            .. reply.Data.Where(exemplar => query.Window.Contains(exemplar.UnixNano))
                .OrderBy(exemplar => exemplar.UnixNano)
                .ThenBy(exemplar => exemplar.SeriesLabels)
                .ThenBy(exemplar => exemplar.Labels),
        ];
        ImmutableArray<Warning> warnings = reply.Warnings;
        bool complete = reply.Complete;
        if (query.Limit is { } limit && found.Length > limit)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"{found.Length} exemplars match; the newest {limit} are shown.");
            warnings = warnings.Add(new Warning("limit", message, found.Length - limit, Uri));
            complete = false;
            found = found[^limit..];
        }

        return new Answer<ImmutableArray<MetricExemplar>>(found, complete, warnings);
    }
}
