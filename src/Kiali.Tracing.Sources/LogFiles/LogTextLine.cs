using System.Text.Json;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>A line of log text taken apart: when it was written, and what the container wrote.</summary>
internal readonly ref struct LogTextLine
{
    /// <summary>The time of a line that has none.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>When, Unix nanoseconds; <see cref="NoTime"/> when the line does not say.</summary>
    public long UnixNano { get; private init; }

    /// <summary>What the container wrote.</summary>
    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>Whether the next line of the same stream goes on with it: the runtime cut a long line.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>Whether it was written to standard error, where the runtime says so.</summary>
    public bool IsError { get; private init; }

    /// <summary>Whether the time says how far from UTC it is.</summary>
    public bool HasOffset { get; private init; }

    /// <summary>Takes a line apart.</summary>
    /// <remarks>
    /// Known are: <c>kubectl logs --timestamps</c> (time, blank, line), the files of container runtimes (CRI: time, stream, <c>F</c> or <c>P</c>, line; Docker's JSON), and
    /// lines with a time of their own: RFC 3339 or like it, in brackets or not, or a field of a JSON object.
    /// </remarks>
    /// <param name="line">The line without its end.</param>
    public static LogTextLine Read(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("{"u8))
        {
            return ReadJson(line);
        }

        bool bracket = line.StartsWith("["u8);
        if (!LogTime.TryRead(bracket ? line[1..] : line, out long unixNano, out int length, out bool hasOffset))
        {
            return new LogTextLine { UnixNano = NoTime, Body = line };
        }

        // A runtime's time has a T, an offset, and one blank after it; what is before the line is not a part of it.
        bool isRuntimes = !bracket && hasOffset && line[10] == 'T' && (length == line.Length || line[length] == ' ');
        if (!isRuntimes)
        {
            return new LogTextLine { UnixNano = unixNano, Body = line, HasOffset = hasOffset };
        }

        ReadOnlySpan<byte> rest = length == line.Length ? default : line[(length + 1)..];
        bool isOut = rest.StartsWith("stdout "u8);
        bool isError = rest.StartsWith("stderr "u8);
        if ((isOut || isError) && rest.Length >= 8 && rest[7] is (byte)'F' or (byte)'P' && (rest.Length == 8 || rest[8] == ' '))
        {
            return new LogTextLine { UnixNano = unixNano, Body = rest.Length <= 9 ? default : rest[9..], IsPartial = rest[7] == 'P', IsError = isError, HasOffset = true };
        }

        return new LogTextLine { UnixNano = unixNano, Body = rest, HasOffset = true };
    }

    private static LogTextLine ReadJson(ReadOnlySpan<byte> line)
    {
        byte[]? text = null;
        long own = NoTime;
        long runtime = NoTime;
        bool isError = false;
        bool isLog = false;
        bool hasOffset = true;
        Utf8JsonReader reader = new(line, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isText = reader.ValueTextEquals("log"u8);
                bool isStream = reader.ValueTextEquals("stream"u8);
                bool isRuntimeTime = reader.ValueTextEquals("time"u8);
                string name = isText || isStream || reader.ValueIsEscaped || reader.ValueSpan.Length > 64 ? string.Empty : reader.GetString() ?? string.Empty;
                reader.Read();
                if (isText && reader.TokenType == JsonTokenType.String)
                {
                    text = new byte[reader.ValueSpan.Length];
                    text = text[..reader.CopyString(text)];
                }
                else if (isStream)
                {
                    isError = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("stderr"u8);
                }
                else if (own == NoTime && IsTime(name))
                {
                    own = TimeOf(ref reader, ref hasOffset);
                    runtime = isRuntimeTime ? own : runtime;
                }

                isLog |= IsSaying(name);
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new LogTextLine { UnixNano = NoTime, Body = line };
        }

        if (text is not null && runtime != NoTime)
        {
            ReadOnlySpan<byte> body = text;
            bool isWhole = body.EndsWith("\n"u8);
            return new LogTextLine { UnixNano = runtime, Body = body.TrimEnd("\r\n"u8), IsPartial = !isWhole, IsError = isError, HasOffset = true };
        }

        return new LogTextLine { UnixNano = isLog ? own : NoTime, Body = line, HasOffset = hasOffset };
    }

    private static bool IsTime(string name)
        => name == AccessLogFields.StartTime || LogKeys.Times.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsSaying(string name) => name is AccessLogFields.StartTime or AccessLogFields.ResponseCode
        || LogKeys.Messages.Contains(name, StringComparer.OrdinalIgnoreCase)
        || LogKeys.Severities.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static long TimeOf(ref Utf8JsonReader reader, ref bool hasOffset)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
        {
            return LogTime.TryRead(reader.ValueSpan, out long unixNano, out int length, out hasOffset) && length == reader.ValueSpan.Length ? unixNano : NoTime;
        }

        return reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal number) ? OfNumber(number) : NoTime;
    }

    // Seconds, milliseconds, microseconds or nanoseconds, told by the size: each is in its own thousand of years.
    private static long OfNumber(decimal number)
    {
        decimal nanos = number switch
        {
            < 0 => -1,
            < 100_000_000_000m => number * 1_000_000_000m,
            < 100_000_000_000_000m => number * 1_000_000m,
            < 100_000_000_000_000_000m => number * 1000m,
            _ => number,
        };
        return nanos is > 0 and <= long.MaxValue ? (long)nanos : NoTime;
    }
}
