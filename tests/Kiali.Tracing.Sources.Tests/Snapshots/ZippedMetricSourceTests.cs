using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public sealed class ZippedMetricSourceTests : MetricSourceContract, IDisposable
{
    private readonly ZippedSample _sample = ZippedSample.Of(string.Empty);

    public void Dispose() => _sample.Dispose();

    protected override DateTimeOffset End => new(2026, 11, 14, 14, 50, 0, TimeSpan.Zero);

    protected override Task<OpenedSource> OpenAsync() => _sample.OpenAsync();
}
