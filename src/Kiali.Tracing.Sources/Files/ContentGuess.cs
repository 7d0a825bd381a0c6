using System.Text;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Says what bytes that are no JSON look like, for a message.</summary>
internal static partial class ContentGuess
{
    /// <summary>What the first bytes look like.</summary>
    /// <param name="head">The first bytes, at most a few thousand, unpacked.</param>
    /// <returns>Words that go on after "the file holds"; null for what may be JSON.</returns>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> trimmed = head.TrimStart(" \t\r\n"u8);
        return trimmed.IsEmpty ? (head.IsEmpty ? "nothing: it is empty" : "nothing but blanks")
            : trimmed[0] is (byte)'{' or (byte)'[' ? null
            : OfOther(head);
    }

    /// <summary>What bytes look like of which it is known that they are no JSON.</summary>
    /// <param name="head">The first bytes, unpacked.</param>
    /// <returns>Words that go on after "the file holds".</returns>
    public static string OfOther(ReadOnlySpan<byte> head)
    {
        if (Magic(head) is { } format)
        {
            return format;
        }

        if (head.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || head.IndexOfAnyInRange((byte)14, (byte)31) >= 0)
        {
            return head[0] == 0x0A
                ? "binary data, perhaps OTLP protobuf, which is not readable in this version; export OTLP JSON"
                : "binary data of an unknown kind";
        }

        string text = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 2000)]).TrimStart();
        string line = text.Split('\n', 2)[0].TrimEnd('\r');
        return text.StartsWith('<') ? "a web page or XML, perhaps a sign-in page; download the trace again"
            : text.StartsWith('{') || text.StartsWith('[') && !TimeStart().IsMatch(line) ? "text that is no JSON, though it begins like JSON"
            : text.StartsWith("# HELP", StringComparison.Ordinal) || text.StartsWith("# TYPE", StringComparison.Ordinal)
                || text.StartsWith("# EOF", StringComparison.Ordinal) || Sample().IsMatch(line)
                ? "metrics in OpenMetrics or Prometheus text, which are read from a snapshot's folder only"
            : TimeStart().IsMatch(line) ? "log text, which is read from a snapshot's folder only"
            : line.Count(',') >= 2 ? "comma-separated values"
            : "text that is no JSON";
    }

    private static string? Magic(ReadOnlySpan<byte> head)
        => head.StartsWith("PK\x03\x04"u8) ? "a .zip archive, which is not readable in this version; unpack it and open the folder"
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd-packed data; unpack it first"
        : head.StartsWith("BZh"u8) ? "bzip2-packed data; unpack it first"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "xz-packed data; unpack it first"
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip-packed data within gzip-packed data; unpack it once"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? "UTF-16 text; save it as UTF-8"
        : head.StartsWith("%PDF"u8) ? "a PDF"
        : head.StartsWith("\x89PNG"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "a picture"
        : head.StartsWith("PAR1"u8) ? "a Parquet table"
        : head.StartsWith("SQLite format"u8) ? "an SQLite database"
        : null;

    [GeneratedRegex(@"^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^}]*\})? +[-+0-9NI]", RegexOptions.NonBacktracking)]
    private static partial Regex Sample();

    [GeneratedRegex(@"^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d", RegexOptions.NonBacktracking)]
    private static partial Regex TimeStart();
}
