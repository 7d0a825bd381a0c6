namespace Kiali.Tracing.Sources.Tests.Kubernetes;

/// <summary>A clock that says the same time for ever; what waits for it waits by the real one.</summary>
internal sealed class StoppedClock(long unixNano) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => UnixTime.ToDateTimeOffset(unixNano);
}
