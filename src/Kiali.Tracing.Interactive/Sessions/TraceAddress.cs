using System.Text.RegularExpressions;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Finds the trace's id in the address of a page that shows the trace, or of an interface that gives it.</summary>
/// <remarks>
/// Looked for are, in this order: a parameter that is called after a trace's id (Kiali); the part after <c>/trace/</c> or <c>/traces/</c>, of two compared traces the
/// first (Jaeger, Tempo, Zipkin); the query that is an id in the JSON that Grafana's Explore puts into <c>panes</c> or <c>left</c>; the last part that can only be
/// an id and is not called after a span. Ids in paths may lack leading zeros.
/// </remarks>
internal static partial class TraceAddress
{
    private const int MostDecodings = 3;

    /// <summary>The id's digits.</summary>
    /// <param name="address">The address, whole or in part.</param>
    /// <returns>16 or 32 lower-case hexadecimal digits; null when none are found.</returns>
    public static string? DigitsOf(string address)
    {
        string? digits = null;
        for (int turn = 0; turn < MostDecodings && digits is null; turn++)
        {
            digits = InReadable(address);
            string decoded = Decode(address);
            if (decoded == address)
            {
                break;
            }

            address = decoded;
        }

        return digits;
    }

    private static string? InReadable(string address)
    {
        Match match = Parameter().Match(address) is { Success: true } parameter ? parameter
            : Path().Match(address) is { Success: true } path ? path
            : Query().Match(address);
        return match.Success
            ? TraceIdText.Whole(match.Groups["id"].Value)
            : LongParts().Matches(address)
                .Where(part => !part.Groups["name"].Value.Contains("span", StringComparison.OrdinalIgnoreCase)
                    && !part.Groups["name"].Value.Equals("uiFind", StringComparison.OrdinalIgnoreCase))
                .Select(part => TraceIdText.Whole(part.Groups["id"].Value))
                .LastOrDefault();
    }

    private static string Decode(string text)
    {
        try
        {
            return Uri.UnescapeDataString(text);
        }
        catch (UriFormatException)
        {
            return text;
        }
    }

    [GeneratedRegex(
        "[?&#;]trace[_-]?id=(0x)?(?<id>[0-9a-f]{1,32})([^0-9a-z]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex(
        "(^|/)traces?/(?<id>[0-9a-f]{1,32})([^0-9a-z]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Path();

    [GeneratedRegex(
        "\"(query|trace[_-]?id)\"[ ]*:[ ]*\"[ ]*(0x)?(?<id>[0-9a-f]{8,32})[ ]*\"",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    [GeneratedRegex(
        "(/|(?<name>[a-z_-]{1,40})=)(?<id>[0-9a-f]{16,32})([^0-9a-z/=]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LongParts();
}
