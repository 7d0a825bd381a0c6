using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Otlp;

public sealed class OtlpProtobufFileSourceTests : TraceSourceContract, IDisposable
{
    private readonly TextFiles _files = new();

    public void Dispose() => _files.Dispose();

    protected override Task<OpenedSource> OpenAsync()
    {
        _files.Write("traces.pb.gz", TextFiles.Pack(new OtlpProtobufWriter(new Seeded(1)).WriteMessage(ContractSpans.All)));
        return _files.OpenAsync("traces.pb.gz");
    }
}
