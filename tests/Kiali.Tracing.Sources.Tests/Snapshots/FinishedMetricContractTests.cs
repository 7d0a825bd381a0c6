using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

/// <summary>The stand-in for a source of finished statistics keeps what such a source promises.</summary>
public class FinishedMetricContractTests : MetricStatisticsSourceContract
{
    protected override DateTimeOffset End => new(2026, 11, 14, 14, 50, 0, TimeSpan.Zero);

    protected override WorkloadRef Workload => new("Kubernetes", "bookinfo", "ratings-v1");

    protected override async Task<OpenedSource> OpenAsync()
    {
        OpenedSource source = await SampleFolder.OpenOriginalAsync();
        return source with { Metrics = null, MetricStatistics = new FinishedMetrics(source.Metrics!) };
    }
}
