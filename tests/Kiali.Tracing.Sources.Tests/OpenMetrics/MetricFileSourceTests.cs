using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.OpenMetrics;

public class MetricFileSourceTests : MetricSourceContract
{
    protected override DateTimeOffset End => new(2026, 11, 14, 14, 50, 0, TimeSpan.Zero);

    protected override Task<OpenedSource> OpenAsync()
        => SourceRegistry.OpenAsync("file:" + Path.Combine(SampleFolder.Original, "metrics.openmetrics.gz"), new SourceOpenOptions(), CancellationToken.None);
}
