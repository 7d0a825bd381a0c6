using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Prometheus;

public class PrometheusMetricContractTests : MetricSourceContract
{
    protected override DateTimeOffset End => new(2026, 11, 14, 14, 50, 0, TimeSpan.Zero);

    protected override Task<OpenedSource> OpenAsync() => SamplePrometheus.OpenAsync();
}
