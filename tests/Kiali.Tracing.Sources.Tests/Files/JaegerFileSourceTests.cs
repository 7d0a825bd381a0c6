using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Files;

public sealed class JaegerFileSourceTests : TraceSourceContract, IDisposable
{
    private readonly TextFiles _files = new();

    public void Dispose() => _files.Dispose();

    protected override Task<OpenedSource> OpenAsync() => _files.OpenTextAsync(new JaegerWriter(new Random(1)).Write(ContractSpans.All));
}
