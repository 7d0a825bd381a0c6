using System.Text.RegularExpressions;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Reads a trace's id out of what a person pastes: digits of either case, <c>0x…</c>, a <c>traceparent</c>, or the address of a trace's page.</summary>
public static partial class TraceIdText
{
    /// <summary>The fewest digits that stand for a trace by its id's start.</summary>
    public const int FewestDigits = 4;

    /// <summary>The digits in a pasted text.</summary>
    /// <param name="text">What was pasted.</param>
    /// <returns>4 to 32 lower-case hexadecimal digits, or null when there are none.</returns>
    public static string? DigitsOf(string text)
    {
        text = text.Trim();
        if (text.Length > 4096)
        {
            return null;
        }

        if (TraceParent().Match(text) is { Success: true } parent)
        {
            return parent.Groups["id"].Value;
        }

        if (text.Contains('/', StringComparison.Ordinal))
        {
            Match last = InAddress().Matches(text).LastOrDefault() ?? Match.Empty;
            return last.Success ? last.Groups["id"].Value.ToLowerInvariant() : null;
        }

        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return digits.Length is >= FewestDigits and <= 32 && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }

    [GeneratedRegex("^[0-9a-f]{2}-(?<id>[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TraceParent();

    [GeneratedRegex("[/=](?<id>[0-9a-fA-F]{16,32})(?![0-9a-fA-F])", RegexOptions.ExplicitCapture, 250)]
    private static partial Regex InAddress();
}
