using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.LogFiles;

public class OtlpLogFileSourceTests : LogSourceContract
{
    protected override Task<OpenedSource> OpenAsync()
        => SourceRegistry.OpenAsync("file:" + Path.Combine(SampleFolder.Original, "logs.otlp.jsonl.gz"), new SourceOpenOptions(), CancellationToken.None);
}
