using System.Text.RegularExpressions;
using Kiali.Tracing.Sources.Otlp;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Says what a file looks like that no reader knows, for a message.</summary>
internal static partial class ContentGuess
{
    private const int TarMagicAt = 257;
    private const int MostNames = 4;
    private const string ColumnsWords = " with the columns ";

    /// <summary>What the first bytes look like.</summary>
    /// <param name="head">The first bytes.</param>
    /// <returns>Words that go on after "the file holds".</returns>
    public static string Of(FileHead head)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        if (bytes.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            return bytes.IsEmpty ? "nothing: it is empty" : "nothing but blanks";
        }

        return Magic(bytes) ?? (head.IsBinary
            ? OtlpProtobufShape.Describe(bytes) ?? (bytes[0] == 0x0A ? "binary data, perhaps protobuf of another kind than OTLP" : "binary data of an unknown kind")
            : OfText(head.Lines));
    }

    /// <summary>Whether lines are a table whose first line names its columns.</summary>
    /// <param name="lines">The first lines.</param>
    public static bool HasColumns(IReadOnlyList<string> lines) => lines.Count > 1 && OfSeparated(lines)?.Contains(ColumnsWords, StringComparison.Ordinal) == true;

    private static string OfText(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return "nothing that can be seen";
        }

        string first = lines[0].TrimStart();
        return first.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || first.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
                ? "a web page, perhaps a sign-in page; download the file again"
            : first.StartsWith('<') ? "XML"
            : first.StartsWith('{') || (first.StartsWith('[') && !Time().IsMatch(first)) ? "text that is no JSON, though it begins like JSON"
            : IsYaml(lines) ? OfYaml(lines)
            : OfSeparated(lines) is { } table ? table
            : first.StartsWith("trace not found", StringComparison.OrdinalIgnoreCase) ? "a server's answer that there is no such trace"
            : lines.Any(line => Time().IsMatch(line)) ? "text with too few times for a log; save logs with kubectl logs --timestamps"
            : "text without times that is neither JSON nor metrics; save logs with kubectl logs --timestamps";
    }

    private static bool IsYaml(IReadOnlyList<string> lines)
        => lines[0] == "---" || (lines.Count >= 2 && lines.Take(10).All(line => Yaml().IsMatch(line)));

    private static string OfYaml(IReadOnlyList<string> lines)
        => lines.Any(line => line.StartsWith("apiVersion:", StringComparison.Ordinal)) && lines.Any(line => line.StartsWith("kind:", StringComparison.Ordinal))
            ? "a Kubernetes object in YAML"
            : "YAML";

    // The same number of separators in the first lines makes a table.
    private static string? OfSeparated(IReadOnlyList<string> lines)
    {
        foreach ((char separator, string name) in new[] { (',', "comma-separated values"), ('\t', "tab-separated values"), (';', "semicolon-separated values") })
        {
            string[] names = lines[0].Split(separator);
            if (names.Length >= 3 && (lines.Count == 1 || lines[1].Count(symbol => symbol == separator) >= names.Length - 1))
            {
                bool isHeader = names.All(column => Column().IsMatch(column));
                return isHeader ? $"{name}{ColumnsWords}{string.Join(", ", names.Take(MostNames).Select(column => column.Trim('"', ' ')))}{(names.Length > MostNames ? ", …" : string.Empty)}" : name;
            }
        }

        return null;
    }

    private static string? Magic(ReadOnlySpan<byte> head)
        => head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd-packed data; unpack it first"
        : head.StartsWith("BZh"u8) ? "bzip2-packed data; unpack it first"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "xz-packed data; unpack it first"
        : head.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) ? "lz4-packed data; unpack it first"
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip-packed data within gzip-packed data; unpack it once"
        : head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]) ? "a 7z archive; unpack it and open its files"
        : head.StartsWith("PK"u8) ? "a .zip archive that is empty or in parts"
        : head.Length > TarMagicAt + 5 && head.Slice(TarMagicAt, 5).SequenceEqual("ustar"u8) ? "a tar archive; unpack it and open its files or folder"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? "UTF-16 text; save it as UTF-8"
        : head.StartsWith("%PDF"u8) ? "a PDF"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8)
            ? "a picture"
        : head.StartsWith("PAR1"u8) ? "a Parquet table"
        : head.StartsWith("SQLite format"u8) ? "an SQLite database"
        : head.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F']) || head.StartsWith("MZ"u8) ? "a program"
        : null;

    [GeneratedRegex(@"^""?[A-Za-z_][A-Za-z0-9_ .()%/-]*""?\r?$", RegexOptions.NonBacktracking)]
    private static partial Regex Column();

    [GeneratedRegex(@"^(\s*#.*|\s*- .*|\s*[A-Za-z0-9_./-]+:( .*)?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", RegexOptions.NonBacktracking)]
    private static partial Regex Time();
}
