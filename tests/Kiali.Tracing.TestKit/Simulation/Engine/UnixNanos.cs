namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>Times as whole nanoseconds since 1970, UTC.</summary>
public static class UnixNanos
{
    public const long PerMicrosecond = 1_000;

    public const long PerMillisecond = 1_000_000;

    public const long PerSecond = 1_000_000_000;

    public static long Of(DateTimeOffset time) => (time.UtcDateTime - DateTime.UnixEpoch).Ticks * 100;

    /// <summary>Cuts to whole microseconds, the resolution in which proxies take times.</summary>
    public static long ToMicrosecond(long nanos) => nanos - (nanos % PerMicrosecond);
}
