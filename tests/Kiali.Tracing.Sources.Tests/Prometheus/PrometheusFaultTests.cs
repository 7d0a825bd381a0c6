using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Prometheus;

public sealed class PrometheusFaultTests : SourceFaultContract, IAsyncLifetime
{
    private OpenedSource? _snapshot;

    protected override StandInWire Wire => StandInWire.Http;

    public async Task InitializeAsync() => _snapshot = await TestKit.SampleFolder.OpenOriginalAsync();

    public async Task DisposeAsync() => await _snapshot!.DisposeAsync();

    protected override string UriOf(StandInServer server) => $"prometheus+{(server.Wire == StandInWire.Https ? "https" : "http")}://{server.Authority}";

    protected override Task AnswerAsync(HttpContext context) => new PrometheusStandIn(_snapshot!.Metrics!).AnswerAsync(context);

    protected override async Task<string> AskAsync(OpenedSource source, CancellationToken cancellationToken)
    {
        CounterQuery query = new(
            new MetricSelector(IstioMetrics.RequestsTotal, [], [IstioLabels.DestinationWorkload]), TimeSpan.FromMinutes(10), EvaluationTimes.At(new DateTimeOffset(2026, 11, 14, 14, 50, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()));
        Answer<ImmutableArray<MetricSeries>> answer = await source.Metrics!.GetCounterIncreasesAsync(query, cancellationToken);
        return (answer.Complete ? string.Empty : "incomplete ") + string.Join(';', answer.Value.Select(series => $"{series.Labels} {series.Points[0]}"));
    }
}
