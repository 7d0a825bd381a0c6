using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Times and lengths of time as Jaeger writes them.</summary>
internal static class JaegerTime
{
    private const long NanosPerMicro = 1000;

    // Half of what 64 bits hold, so that a start and a duration always add up.
    private const long LargestMicros = long.MaxValue / NanosPerMicro / 2;
    private const long LargestSeconds = long.MaxValue / UnixTime.NanosPerSecond / 2;

    /// <summary>Microseconds as nanoseconds; what does not fit becomes the nearest that does.</summary>
    public static long ToUnixNano(long micros) => Math.Clamp(micros, -LargestMicros, LargestMicros) * NanosPerMicro;

    /// <summary>Seconds and nanoseconds as nanoseconds; what does not fit becomes the nearest that does.</summary>
    public static long ToUnixNano(long seconds, int nanos) => (Math.Clamp(seconds, -LargestSeconds, LargestSeconds) * UnixTime.NanosPerSecond) + nanos;

    /// <summary>A length of time as Go's durations are written, which is also protobuf's JSON for them: seconds.</summary>
    public static string ToGoDuration(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / (decimal)TimeSpan.TicksPerSecond}s");

    /// <summary>Nanoseconds as protobuf's time.</summary>
    public static Timestamp ToTimestamp(long unixNano)
    {
        long seconds = Math.DivRem(unixNano, UnixTime.NanosPerSecond, out long rest);
        return rest < 0
            ? new Timestamp { Seconds = seconds - 1, Nanos = (int)(rest + UnixTime.NanosPerSecond) }
            : new Timestamp { Seconds = seconds, Nanos = (int)rest };
    }
}
