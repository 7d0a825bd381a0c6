using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.KialiGraphs;

public sealed class KialiGraphFileSourceTests : MeshGraphSourceContract, IDisposable
{
    private readonly TextFiles _files = new();

    public void Dispose() => _files.Dispose();

    protected override Task<OpenedSource> OpenAsync() => _files.OpenTextAsync(SmallGraph.Json);
}
