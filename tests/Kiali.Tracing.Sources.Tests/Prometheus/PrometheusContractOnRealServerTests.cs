using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.Peers;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Prometheus;

/// <summary>The contracts over a real Prometheus that holds the recorded incident.</summary>
public sealed class PrometheusContractOnRealServerTests(SampleReferee referee) : IClassFixture<SampleReferee>
{
    [PrometheusFact]
    public async Task A_real_Prometheus_keeps_every_promise_of_a_source_of_metrics()
        => Assert.Equal(4, await ContractRun.AllAsync(() => new Metrics(referee.Server.Uri)));

    [PrometheusFact]
    public async Task A_real_Prometheus_keeps_every_promise_of_a_catalogue()
        => Assert.Equal(3, await ContractRun.AllAsync(() => new Catalog(referee.Server.Uri)));

    private static Task<OpenedSource> OpenAsync(string uri)
        => SourceRegistry.OpenAsync(uri, new SourceOpenOptions { Clock = SamplePrometheus.Clock }, CancellationToken.None);

    private sealed class Metrics(string uri) : MetricSourceContract
    {
        protected override DateTimeOffset End => new(2026, 11, 14, 14, 50, 0, TimeSpan.Zero);

        protected override Task<OpenedSource> OpenAsync() => PrometheusContractOnRealServerTests.OpenAsync(uri);
    }

    private sealed class Catalog(string uri) : CatalogSourceContract
    {
        protected override Task<OpenedSource> OpenAsync() => PrometheusContractOnRealServerTests.OpenAsync(uri);
    }
}
