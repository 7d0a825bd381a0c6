using System.Globalization;

namespace Kiali.Tracing;

/// <summary>Conversions between Unix nanoseconds, the time of the whole domain, and other times.</summary>
/// <remarks>A <see cref="DateTimeOffset"/> has ticks of 100 ns: views round down. The range of a 64-bit nanosecond ends in 2262.</remarks>
public static class UnixTime
{
    /// <summary>Nanoseconds in one millisecond.</summary>
    public const long NanosPerMilli = 1_000_000;

    /// <summary>Nanoseconds in one second.</summary>
    public const long NanosPerSecond = 1_000_000_000;

    /// <summary>A time of the calendar as Unix nanoseconds.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Nanoseconds since 1970-01-01T00:00:00Z.</returns>
    /// <exception cref="OverflowException">The time is outside 1677 to 2262.</exception>
    public static long ToUnixNano(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * 100;

    /// <summary>Unix nanoseconds as a time of the calendar, rounded down to 100 ns.</summary>
    /// <param name="unixNano">Nanoseconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>The time, in UTC.</returns>
    public static DateTimeOffset ToDateTimeOffset(long unixNano)
        => new(DateTimeOffset.UnixEpoch.Ticks + Math.DivRem(unixNano, 100, out long rest) - (rest < 0 ? 1 : 0), TimeSpan.Zero);

    /// <summary>A length of time as nanoseconds.</summary>
    /// <param name="duration">The length.</param>
    /// <returns>Nanoseconds.</returns>
    public static long ToNanos(TimeSpan duration) => duration.Ticks * 100;

    /// <summary>Nanoseconds as milliseconds.</summary>
    /// <param name="nanos">Nanoseconds.</param>
    /// <returns>Milliseconds, with a fraction.</returns>
    public static double ToMillis(long nanos) => nanos / (double)NanosPerMilli;

    /// <summary>A time rounded up to a whole millisecond: the evaluation time that still holds what ended at it.</summary>
    /// <param name="unixNano">Nanoseconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>Milliseconds since then.</returns>
    public static long CeilingToUnixMillis(long unixNano)
    {
        long millis = Math.DivRem(unixNano, NanosPerMilli, out long rest);
        return rest > 0 ? millis + 1 : millis;
    }

    /// <summary>A time rounded down to a whole millisecond.</summary>
    /// <param name="unixNano">Nanoseconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>Milliseconds since then.</returns>
    public static long FloorToUnixMillis(long unixNano)
    {
        long millis = Math.DivRem(unixNano, NanosPerMilli, out long rest);
        return rest < 0 ? millis - 1 : millis;
    }

    /// <summary>A time as RFC 3339 in UTC with nine decimals, as in the JSON contract.</summary>
    /// <param name="unixNano">Nanoseconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>For instance <c>2026-11-14T14:11:32.418000000Z</c>.</returns>
    public static string ToRfc3339(long unixNano)
    {
        long seconds = Math.DivRem(unixNano, NanosPerSecond, out long rest);
        if (rest < 0)
        {
            seconds--;
            rest += NanosPerSecond;
        }

        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss}.{rest:d9}Z");
    }

    /// <summary>Reads an RFC 3339 time, with an offset or <c>Z</c> and up to nine decimals (more are cut).</summary>
    /// <param name="text">The text.</param>
    /// <param name="unixNano">Nanoseconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>Whether the text is such a time, within 1678 to 2261.</returns>
    public static bool TryParseRfc3339(ReadOnlySpan<char> text, out long unixNano)
    {
        unixNano = 0;
        int dot = text.IndexOf('.');
        long fraction = 0;
        ReadOnlySpan<char> whole = text;
        if (dot >= 0)
        {
            int end = dot + 1;
            long scale = 100_000_000;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                fraction += (text[end] - '0') * scale;
                scale /= 10;
                end++;
            }

            if (end == dot + 1)
            {
                return false;
            }

            whole = string.Concat(text[..dot], text[end..]);
        }

        if (!DateTimeOffset.TryParseExact(
                whole,
                ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time)
            || time.Year is < 1678 or > 2261)
        {
            return false;
        }

        unixNano = ToUnixNano(time) + fraction;
        return true;
    }
}
