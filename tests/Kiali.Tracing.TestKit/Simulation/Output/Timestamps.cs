using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>The ways in which the written formats spell a time.</summary>
internal static class Timestamps
{
    /// <summary>OTLP/JSON: nanoseconds as a decimal string.</summary>
    public static string Nanos(long unixNanos) => unixNanos.ToString(CultureInfo.InvariantCulture);

    /// <summary>OpenMetrics: seconds with three decimals.</summary>
    public static string Seconds(long unixMillis) =>
        string.Create(CultureInfo.InvariantCulture, $"{unixMillis / 1000}.{unixMillis % 1000:000}");

    /// <summary><c>2026-11-14T14:32:10.123Z</c>, cut to milliseconds.</summary>
    public static string Rfc3339(long unixNanos) => Format(unixNanos, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>Whole seconds, or as many decimals as are not zero.</summary>
    public static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A .NET format of the time in UTC, cut to 100 ns.</summary>
    public static string Format(long unixNanos, string format) =>
        DateTime.UnixEpoch.AddTicks(unixNanos / 100).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Milliseconds with one decimal.</summary>
    public static string Millis(long nanos) =>
        (nanos / (double)UnixNanos.PerMillisecond).ToString("0.0", CultureInfo.InvariantCulture);
}
