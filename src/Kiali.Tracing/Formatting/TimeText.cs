using System.Globalization;

namespace Kiali.Tracing.Formatting;

/// <summary>Writes times as every output does: UTC, the date said once in line 1, bare times after it.</summary>
public static class TimeText
{
    /// <summary>A time in a table: <c>14:11:32.418</c>.</summary>
    /// <param name="unixNano">The time, Unix ns.</param>
    /// <returns>The text, cut (not rounded) to ms.</returns>
    public static string TimeOfDay(long unixNano) => Format(unixNano, "HH:mm:ss.fff");

    /// <summary>A time in a sentence: <c>14:11:32</c>.</summary>
    /// <param name="unixNano">The time, Unix ns.</param>
    /// <returns>The text, cut to s.</returns>
    public static string Seconds(long unixNano) => Format(unixNano, "HH:mm:ss");

    /// <summary>A time on an axis: <c>14:11</c>.</summary>
    /// <param name="unixNano">The time, Unix ns.</param>
    /// <returns>The text, cut to minutes.</returns>
    public static string Minutes(long unixNano) => Format(unixNano, "HH:mm");

    /// <summary>A time with its date and zone: <c>2026-11-14 14:11:32.418 UTC</c>.</summary>
    /// <param name="unixNano">The time, Unix ns.</param>
    /// <returns>The text; milliseconds are left out when they are 0.</returns>
    public static string Instant(long unixNano) => Format(unixNano, HasMilliseconds(unixNano) ? "yyyy-MM-dd HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss") + " UTC";

    /// <summary>A window with its date and zone, said once: <c>2026-11-14 14:00:00 – 14:20:00 UTC</c>.</summary>
    /// <param name="startUnixNano">Its start, Unix ns.</param>
    /// <param name="endUnixNano">Its end, exclusive, Unix ns.</param>
    /// <returns>The text; the end has a date of its own when it is another day. Milliseconds are shown when one end has them.</returns>
    public static string Window(long startUnixNano, long endUnixNano)
    {
        string time = HasMilliseconds(startUnixNano) || HasMilliseconds(endUnixNano) ? "HH:mm:ss.fff" : "HH:mm:ss";
        bool sameDay = UnixTime.ToDateTimeOffset(startUnixNano).Date == UnixTime.ToDateTimeOffset(endUnixNano).Date;
        return $"{Format(startUnixNano, "yyyy-MM-dd " + time)} – {Format(endUnixNano, sameDay ? time : "yyyy-MM-dd " + time)} UTC";
    }

    /// <summary>A window with its date and zone, said once: <c>2026-11-14 14:00:00 – 14:20:00 UTC</c>.</summary>
    /// <param name="window">The window.</param>
    /// <returns>The text, as of its two ends.</returns>
    public static string Window(TimeRange window) => Window(window.StartUnixNano, window.EndUnixNano);

    /// <summary>An interval as Kiali and Prometheus write it: <c>10m</c>, <c>3h</c>, <c>90s</c>.</summary>
    /// <param name="interval">The interval, at least 0.</param>
    /// <returns>Hours when whole and more than one, else whole minutes, whole seconds, or ms.</returns>
    public static string Interval(TimeSpan interval) => interval switch
    {
        { TotalHours: >= 2 } when interval.Ticks % TimeSpan.TicksPerHour == 0 => Whole(interval.TotalHours, "h"),
        { TotalMinutes: >= 2 } when interval.Ticks % TimeSpan.TicksPerMinute == 0 => Whole(interval.TotalMinutes, "m"),
        { TotalSeconds: >= 1 } when interval.Ticks % TimeSpan.TicksPerSecond == 0 => Whole(interval.TotalSeconds, "s"),
        _ => Whole(interval.TotalMilliseconds, "ms"),
    };

    /// <summary>A length of time in a sentence: <c>9 min 10 s</c>, <c>2.1 s</c>, <c>38 ms</c>.</summary>
    /// <param name="duration">The length, at least 0.</param>
    /// <returns>The text, two units at most, with no-break spaces.</returns>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalDays: >= 1 } => Two(duration.Days, "d", duration.Hours, "h"),
        { TotalHours: >= 1 } => Two(duration.Hours, "h", duration.Minutes, "min"),
        { TotalMinutes: >= 1 } => Two(duration.Minutes, "min", duration.Seconds, "s"),
        { TotalSeconds: >= 1 } => NumberText.WithUnit(NumberText.Fixed(duration.TotalSeconds, 1), "s"),
        _ => NumberText.WithUnit(NumberText.Fixed(duration.TotalMilliseconds, duration.TotalMilliseconds < 10 ? 1 : 0), "ms"),
    };

    private static string Two(int large, string largeUnit, int small, string smallUnit)
    {
        string text = NumberText.WithUnit(NumberText.Count(large), largeUnit);
        return small == 0 ? text : text + "\u00a0" + NumberText.WithUnit(NumberText.Count(small), smallUnit);
    }

    private static string Whole(double value, string unit) => value.ToString("0.###", CultureInfo.InvariantCulture) + unit;

    private static bool HasMilliseconds(long unixNano) => UnixTime.ToDateTimeOffset(unixNano).Millisecond != 0;

    private static string Format(long unixNano, string format) =>
        UnixTime.ToDateTimeOffset(unixNano).ToString(format, CultureInfo.InvariantCulture);
}
