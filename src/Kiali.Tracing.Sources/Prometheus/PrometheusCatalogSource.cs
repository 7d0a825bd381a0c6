using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Gives the workloads that sent or answered requests, as Istio's metrics name them; one without traffic is not there.</summary>
internal sealed class PrometheusCatalogSource(PrometheusApi api) : ICatalogSource
{
    private const string Operation = "list workloads";

    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Uri => api.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        long end = UnixTime.CeilingToUnixMillis(query.Window?.EndUnixNano ?? UnixTime.ToUnixNano(api.Clock.GetUtcNow()));
        TimeSpan length = query.Window?.Duration ?? api.Options.CatalogWindow;
        length = length < ShortestWindow ? ShortestWindow : length;

        // Only the pod of the proxy that tells is the pod of the workload it tells of.
        PrometheusReply<PrometheusValues>[] replies = await Task.WhenAll(WorkloadSide.Both.SelectMany(side => new[]
        {
            AskAsync(LabelMatcher.Equal(IstioLabels.Reporter, side.Reporter), side.Labels.Add(PrometheusLabels.Pod)),
            AskAsync(LabelMatcher.NotEqual(IstioLabels.Reporter, side.Reporter), side.Labels),
        })).ConfigureAwait(false);
        return new Answer<ImmutableArray<Workload>>(
            [
                .. PrometheusMapping.Workloads(replies.SelectMany(reply => reply.Data.Series).Select(series => series.Labels))
                    .Where(workload => query.Namespaces.IsEmpty || query.Namespaces.Contains(workload.Ref.Namespace)),
            ],
            replies.All(reply => reply.Complete),
            [.. replies.SelectMany(reply => reply.Warnings).Distinct()]);

        Task<PrometheusReply<PrometheusValues>> AskAsync(LabelMatcher reporters, ImmutableArray<string> labels)
            => api.QueryAsync(Operation, PrometheusQuestions.LabelSets(reporters, labels, length), end, ofUser: false, cancellationToken);
    }
}
