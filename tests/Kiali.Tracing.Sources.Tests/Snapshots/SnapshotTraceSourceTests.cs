using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public class SnapshotTraceSourceTests : TraceSourceContract
{
    protected override Task<OpenedSource> OpenAsync() => SampleFolder.OpenOriginalAsync();
}
