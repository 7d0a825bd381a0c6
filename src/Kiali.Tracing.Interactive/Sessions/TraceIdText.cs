using System.Buffers;
using System.Buffers.Text;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Reads a trace's id out of whatever a person pastes.</summary>
/// <remarks>
/// Digits of either case, with <c>0x</c>, quotes or dashes; a <c>traceparent</c>, <c>b3</c> or <c>uber-trace-id</c> header's value, with or without its name; base64
/// of 16 or 8 bytes, plain or for addresses, padded or not, where it cannot be digits; the address of a trace's page in Jaeger, Tempo, Grafana, Zipkin or Kiali.
/// </remarks>
public static partial class TraceIdText
{
    /// <summary>The fewest digits that stand for a trace by its id's start.</summary>
    public const int FewestDigits = 4;

    private const int MostDigits = 32;
    private const int HalfDigits = 16;
    private const int LongestText = 1 << 15;

    /// <summary>The digits in a pasted text.</summary>
    /// <param name="text">What was pasted.</param>
    /// <returns>4 to 32 lower-case hexadecimal digits, or null when there are none.</returns>
    public static string? DigitsOf(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        text = Bare(text);
        if (NamedValue().Match(text) is { Success: true } named)
        {
            text = Bare(named.Groups["value"].Value);
        }

        return OfHeader(text)
            ?? OfDigits(text)
            ?? (text.AsSpan().ContainsAny('/', '=', '?') ? TraceAddress.DigitsOf(text) : null)
            ?? OfBase64(text);
    }

    /// <summary>A whole id, of which leading zeros may be missing, with 16 or 32 digits.</summary>
    /// <param name="digits">1 to 32 hexadecimal digits.</param>
    /// <returns>The same id in lower case.</returns>
    internal static string Whole(string digits)
        => digits.PadLeft(digits.Length <= HalfDigits ? HalfDigits : MostDigits, '0').ToLowerInvariant();

    // What surrounds a word in a document, a log line or a program.
    private static string Bare(string text) => text.Trim().Trim('"', '\'', '`', '<', '>', '(', ')', '[', ']', ',', ';').Trim();

    private static string? OfHeader(string text)
    {
        text = text.Replace("%3A", ":", StringComparison.OrdinalIgnoreCase);
        Match match = TraceParent().Match(text) is { Success: true } parent ? parent
            : SingleB3().Match(text) is { Success: true } b3 ? b3
            : UberTraceId().Match(text);
        return match.Success ? Whole(match.Groups["id"].Value) : null;
    }

    private static string? OfDigits(string text)
    {
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        digits = Dashed().IsMatch(digits) ? digits.Replace("-", string.Empty, StringComparison.Ordinal) : digits;
        return digits.Length is >= FewestDigits and <= MostDigits && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }

    private static string? OfBase64(string text)
    {
        string bare = text.TrimEnd('=');
        int padding = text.Length - bare.Length;
        bool isWhole = bare.Length == 22 && padding is 0 or 2;
        bool isHalf = bare.Length == 11 && padding is 0 or 1;
        if (!isWhole && !isHalf)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[MostDigits / 2];
        string forAddresses = bare.Replace('+', '-').Replace('/', '_');
        if (forAddresses.Any(symbol => !char.IsAsciiLetterOrDigit(symbol) && symbol is not ('-' or '_'))
            || Base64Url.DecodeFromChars(forAddresses, bytes, out _, out int count) != OperationStatus.Done
            || Base64Url.EncodeToString(bytes[..count]) != forAddresses)
        {
            return null;
        }

        return Convert.ToHexStringLower(bytes[..count]);
    }

    [GeneratedRegex(
        "^[\"']?(traceparent|b3|uber-trace-id|x-b3-traceid|trace[_-]?id)[\"']?[ \\t]*[:=][ \\t]*(?<value>[^ \\t].*)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedValue();

    [GeneratedRegex(
        "^[0-9a-f]{2}-(?<id>[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TraceParent();

    [GeneratedRegex(
        "^(?<id>[0-9a-f]{16}|[0-9a-f]{32})-[0-9a-f]{16}(-[01d](-[0-9a-f]{16})?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SingleB3();

    [GeneratedRegex(
        "^(?<id>[0-9a-f]{1,32}):[0-9a-f]{1,16}:[0-9a-f]{0,16}:[0-9a-f]{1,2}$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UberTraceId();

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dashed();
}
