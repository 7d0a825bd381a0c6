using System.Globalization;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Reads times as people write them: RFC 3339, Unix s/ms/µs/ns, <c>now</c>, <c>now-1h</c>, and <c>hh:mm[:ss]</c> of now's day in UTC.</summary>
public static class TimeExpression
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nowUnixNano">What counts as now, Unix nanoseconds.</param>
    /// <param name="unixNano">The time, Unix nanoseconds.</param>
    /// <returns>Whether the text is a time.</returns>
    public static bool TryParse(string text, long nowUnixNano, out long unixNano)
    {
        text = text.Trim();
        unixNano = nowUnixNano;
        if (text == "now")
        {
            return true;
        }

        if (text.StartsWith("now-", StringComparison.Ordinal) || text.StartsWith("now+", StringComparison.Ordinal))
        {
            if (!DurationExpression.TryParse(text[4..], out TimeSpan distance))
            {
                return false;
            }

            unixNano = text[3] == '-' ? nowUnixNano - UnixTime.ToNanos(distance) : nowUnixNano + UnixTime.ToNanos(distance);
            return true;
        }

        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss", "HH:mm:ss.fff"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            // A recording that ends at midnight is of the day before.
            DateTimeOffset day = UnixTime.ToDateTimeOffset(nowUnixNano - 1);
            unixNano = UnixTime.ToUnixNano(new DateTimeOffset(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero) + time.ToTimeSpan());
            return true;
        }

        return TryParseUnix(text, out unixNano) || UnixTime.TryParseRfc3339(text, out unixNano) || TryParseDate(text, out unixNano);
    }

    private static bool TryParseUnix(string text, out long unixNano)
    {
        unixNano = 0;
        if (text.Length is < 9 or > 20 || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            return false;
        }

        // The unit is told by the size: seconds stay below 10^11 until the year 5138.
        decimal nanos = number switch
        {
            < 100_000_000_000m => number * 1_000_000_000m,
            < 100_000_000_000_000m => number * 1_000_000m,
            < 100_000_000_000_000_000m => number * 1_000m,
            _ => number,
        };
        if (nanos > long.MaxValue)
        {
            return false;
        }

        unixNano = (long)nanos;
        return true;
    }

    private static bool TryParseDate(string text, out long unixNano)
    {
        bool isDate = DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd HH:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime time);
        unixNano = isDate && time.Year is > 1677 and < 2262 ? UnixTime.ToUnixNano(new DateTimeOffset(time, TimeSpan.Zero)) : 0;
        return isDate && time.Year is > 1677 and < 2262;
    }
}
