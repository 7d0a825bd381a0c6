namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>A clock that stands; its timers run, so that deadlines and waits still end.</summary>
internal sealed class FixedClock(long unixMicros) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(unixMicros * 10);
}
