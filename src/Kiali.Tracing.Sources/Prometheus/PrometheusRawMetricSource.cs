using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Gives samples as they were scraped: range selectors, asked at one moment each, a stretch of time after the other.</summary>
internal sealed class PrometheusRawMetricSource(PrometheusApi api) : IRawMetricSource
{
    private const string Operation = "get samples";
    private const string UsualStore = "prometheus";

    /// <inheritdoc/>
    public string Uri => api.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <inheritdoc/>
    public async Task<(string Name, string Version)> GetStoreAsync(CancellationToken cancellationToken)
    {
        PrometheusReply<(string? Version, string? Application)> reply = await api.AskIfKnownAsync(
            "ask for the version", "api/v1/status/buildinfo", PrometheusJson.BuildOf, (null, null), cancellationToken).ConfigureAwait(false);
        return (reply.Data.Application?.ToLowerInvariant() ?? UsualStore, reply.Data.Version ?? string.Empty);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawSeries>>> GetRawSeriesAsync(RawSeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        string selector = PromQlText.Selector(query.Name, new MetricSelector(query.Name, query.Matchers, []));
        ImmutableArray<(long From, long To)> stretches = StretchesOf(query);
        PrometheusReply<PrometheusValues>[] replies = new PrometheusReply<PrometheusValues>[stretches.Length];
        ParallelOptions few = new() { MaxDegreeOfParallelism = api.Options.RawStretchesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, stretches.Length, few, async (index, token) =>
        {
            // One millisecond more, so that a range that is open at its start holds the first moment, too; what is too early is left out below.
            (long from, long to) = stretches[index];
            string expression = $"{selector}[{PromQlText.Duration(to - from + 1)}]";
            replies[index] = await api.QueryAsync(Operation, expression, to, ofUser: false, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return new Answer<ImmutableArray<RawSeries>>(
            Joined(query.Name, stretches, replies), replies.All(reply => reply.Complete), [.. replies.SelectMany(reply => reply.Warnings).Distinct()]);
    }

    private static ImmutableArray<RawSeries> Joined(string name, ImmutableArray<(long From, long To)> stretches, PrometheusReply<PrometheusValues>[] replies)
    {
        SortedDictionary<LabelSet, (ImmutableArray<long>.Builder Millis, ImmutableArray<double>.Builder Values)> series = [];
        foreach (((long from, long to), PrometheusReply<PrometheusValues> reply) in stretches.Zip(replies))
        {
            foreach (PrometheusSeries part in reply.Data.Series)
            {
                if (!series.TryGetValue(part.Labels, out (ImmutableArray<long>.Builder Millis, ImmutableArray<double>.Builder Values) known))
                {
                    series.Add(part.Labels, known = (ImmutableArray.CreateBuilder<long>(), ImmutableArray.CreateBuilder<double>()));
                }

                foreach (MetricPoint point in part.Points.Where(point => point.UnixMillis >= from && point.UnixMillis <= to))
                {
                    if (known.Millis.Count == 0 || point.UnixMillis > known.Millis[^1])
                    {
                        known.Millis.Add(point.UnixMillis);
                        known.Values.Add(point.Value);
                    }
                }
            }
        }

        return [.. series.Where(item => item.Value.Millis.Count > 0).Select(item => new RawSeries(name, item.Key, item.Value.Millis.ToImmutable(), item.Value.Values.ToImmutable()))];
    }

    // By rising time; neighbours do not share a moment.
    private ImmutableArray<(long From, long To)> StretchesOf(RawSeriesQuery query)
    {
        long length = (long)api.Options.RawStretch.TotalMilliseconds;
        ImmutableArray<(long From, long To)>.Builder stretches = ImmutableArray.CreateBuilder<(long From, long To)>();
        for (long from = query.FromUnixMillis; from <= query.ToUnixMillis; from += length)
        {
            stretches.Add((from, Math.Min(from + length - 1, query.ToUnixMillis)));
        }

        return stretches.ToImmutable();
    }
}
