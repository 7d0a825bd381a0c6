using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public class SnapshotMetricContractTests : MetricSourceContract
{
    protected override DateTimeOffset End => new(2026, 11, 14, 14, 50, 0, TimeSpan.Zero);

    protected override Task<OpenedSource> OpenAsync() => SampleFolder.OpenOriginalAsync();
}
