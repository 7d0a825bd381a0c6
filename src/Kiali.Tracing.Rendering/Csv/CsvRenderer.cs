using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Rendering.Csv;

/// <summary>Renders data frames as CSV (RFC 4180): a header row, CRLF, quotes where needed, UTF-8 text, no locale.</summary>
/// <remarks>Spreadsheets run a text that starts with <c>=</c>, <c>+</c>, <c>-</c> or <c>@</c> as a formula. Such a text gets a <c>'</c> before it, unless
/// it is a plain number. Columns of numbers are never touched.</remarks>
public static class CsvRenderer
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n\t ");

    /// <summary>Renders a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The whole text.</returns>
    public static string Render(DataFrame frame)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        Write(frame, writer);
        return writer.ToString();
    }

    /// <summary>Writes a frame row by row, so that it need not fit into memory twice.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="writer">Where to; it stays the caller's.</param>
    public static void Write(DataFrame frame, TextWriter writer)
    {
        WriteRow(writer, frame.Columns.Select(column => Text(column.Name)));
        for (long row = 0; row < frame.Rows.Count; row++)
        {
            long index = row;
            WriteRow(writer, frame.Columns.Select(column => Value(column[index])));
        }
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string> fields)
    {
        string separator = "";
        bool any = false;
        foreach (string field in fields)
        {
            writer.Write(separator);
            writer.Write(field);
            separator = ",";
            any = true;
        }

        if (any)
        {
            writer.Write("\r\n");
        }
    }

    private static string Value(object? value) => value switch
    {
        null => "",
        string text => Text(text),
        bool truth => truth ? "true" : "false",
        double number => double.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture),
        float number => float.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable other => Text(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(value.ToString() ?? ""),
    };

    private static string Text(string text)
    {
        string clean = WithoutBrokenCharacters(text);
        string safe = IsFormula(clean) ? "'" + clean : clean;
        return !safe.AsSpan().ContainsAny(NeedsQuotes) ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // Leading white space and quotes do not keep a spreadsheet from seeing what follows; the full-width forms count as well.
    private static bool IsFormula(string text)
    {
        if (text.Length == 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text.AsSpan().TrimStart(" \u00a0\u3000\"'");
        return !rest.IsEmpty
            && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            && !double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out _);
    }

    private static string WithoutBrokenCharacters(string text)
    {
        bool broken = text.Contains('\0', StringComparison.Ordinal);
        for (int i = 0; i < text.Length && !broken; i++)
        {
            broken = char.IsSurrogate(text[i]);
        }

        if (!broken)
        {
            return text;
        }

        // The runes of a text with half a surrogate pair have U+FFFD in its place.
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? "\ufffd" : rune.ToString());
        }

        return clean.ToString();
    }
}
