using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Zipkin;

public sealed class ZipkinFileSourceTests : TraceSourceContract, IDisposable
{
    private readonly TextFiles _files = new();

    public void Dispose() => _files.Dispose();

    protected override Task<OpenedSource> OpenAsync() => _files.OpenTextAsync(new ZipkinWriter(new Seeded(1)).Write(ContractSpans.All));
}
