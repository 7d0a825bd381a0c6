using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public sealed class ZippedLogSourceTests : LogSourceContract, IDisposable
{
    private readonly ZippedSample _sample = ZippedSample.Of("bookinfo-ratings-delay/");

    public void Dispose() => _sample.Dispose();

    protected override Task<OpenedSource> OpenAsync() => _sample.OpenAsync();
}
