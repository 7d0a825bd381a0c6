namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Reads the times that log lines begin with: RFC 3339, and what logging libraries make of it.</summary>
/// <remarks>A blank for the <c>T</c>, a comma for the point, a missing offset. Made for millions of lines: it makes no strings.</remarks>
internal static class LogTime
{
    private const int WholeLength = 19;
    private const int NanosDigits = 9;
    private const int FirstYear = 1678;
    private const int LastYear = 2261;

    /// <summary>Reads a time at the start of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unixNano">The time, Unix nanoseconds.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="hasOffset">Whether it says how far from UTC it is; one that does not is taken as UTC.</param>
    /// <returns>Whether there is one, which a blank, a tab, <c>]</c> or the end follows.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long unixNano, out int length, out bool hasOffset)
    {
        unixNano = 0;
        length = 0;
        hasOffset = false;
        if (text.Length < WholeLength
            || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t') || text[13] != ':' || text[16] != ':'
            || !TryNumber(text[..4], out int year) || !TryNumber(text.Slice(5, 2), out int month) || !TryNumber(text.Slice(8, 2), out int day)
            || !TryNumber(text.Slice(11, 2), out int hour) || !TryNumber(text.Slice(14, 2), out int minute) || !TryNumber(text.Slice(17, 2), out int second)
            || year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        length = WholeLength;
        long nanos = ReadFraction(text, ref length);
        hasOffset = TryReadOffset(text, ref length, out int offsetMinutes);
        if (length < text.Length && text[length] is not ((byte)' ' or (byte)'\t' or (byte)']'))
        {
            return false;
        }

        long days = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Days;
        long seconds = (((((days * 24) + hour) * 60) + minute - offsetMinutes) * 60) + second;
        unixNano = (seconds * UnixTime.NanosPerSecond) + nanos;
        return true;
    }

    private static long ReadFraction(ReadOnlySpan<byte> text, ref int length)
    {
        if (length + 1 >= text.Length || text[length] is not ((byte)'.' or (byte)',') || !IsDigit(text[length + 1]))
        {
            return 0;
        }

        long nanos = 0;
        int digits = 0;
        for (length++; length < text.Length && IsDigit(text[length]); length++, digits++)
        {
            nanos = digits < NanosDigits ? (nanos * 10) + (text[length] - '0') : nanos;
        }

        for (; digits < NanosDigits; digits++)
        {
            nanos *= 10;
        }

        return nanos;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, ref int length, out int minutes)
    {
        minutes = 0;
        ReadOnlySpan<byte> rest = text[length..];
        if (rest.IsEmpty)
        {
            return false;
        }

        if (rest[0] is (byte)'Z' or (byte)'z')
        {
            length++;
            return true;
        }

        bool hasColon = rest.Length >= 6 && rest[3] == ':';
        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length < 5
            || !TryNumber(rest.Slice(1, 2), out int hours) || !TryNumber(rest.Slice(hasColon ? 4 : 3, 2), out int rest60) || hours > 23 || rest60 > 59)
        {
            return false;
        }

        minutes = ((hours * 60) + rest60) * (rest[0] == '-' ? -1 : 1);
        length += hasColon ? 6 : 5;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if (!IsDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
