namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>A clock that always tells the same time, while timers run as ever.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
