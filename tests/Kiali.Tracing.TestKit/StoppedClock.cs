namespace Kiali.Tracing.TestKit;

/// <summary>A clock that always shows the same time; timers run by the real one.</summary>
/// <param name="now">The time.</param>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
