namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Jaeger's microseconds.</summary>
internal static class JaegerTime
{
    private const long NanosPerMicro = 1000;

    // Half of what 64 bits hold, so that a start and a duration always add up.
    private const long LargestMicros = long.MaxValue / NanosPerMicro / 2;

    /// <summary>Microseconds as nanoseconds; what does not fit becomes the nearest that does.</summary>
    public static long ToUnixNano(long micros) => Math.Clamp(micros, -LargestMicros, LargestMicros) * NanosPerMicro;
}
