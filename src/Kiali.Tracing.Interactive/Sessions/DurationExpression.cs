using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Reads lengths of time as people write them: <c>500ms</c>, <c>90s</c>, <c>15m</c>, <c>1h30m</c>, <c>2d</c>, <c>PT1H</c>.</summary>
public static partial class DurationExpression
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    /// <summary>Reads a length of time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The length, longer than zero and at most ten years.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.StartsWith('P') && text.Length <= 64)
        {
            try
            {
                duration = XmlConvert.ToTimeSpan(text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                return false;
            }

            return duration > TimeSpan.Zero && duration <= Longest;
        }

        Match match = text.Length <= 64 ? Parts().Match(text) : Match.Empty;
        if (!match.Success)
        {
            return false;
        }

        double milliseconds = 0;
        for (int index = 0; index < match.Groups["unit"].Captures.Count; index++)
        {
            double number = double.Parse(match.Groups["number"].Captures[index].ValueSpan, CultureInfo.InvariantCulture);
            milliseconds += number * match.Groups["unit"].Captures[index].Value switch
            {
                "ms" => 1,
                "s" => 1_000,
                "m" => 60_000,
                "h" => 3_600_000,
                "d" => 86_400_000,
                _ => 604_800_000.0,
            };
        }

        if (milliseconds <= 0 || milliseconds > Longest.TotalMilliseconds)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    [GeneratedRegex(@"^(?:(?<number>\d{1,12}(?:\.\d{1,6})?)(?<unit>ms|s|m|h|d|w))+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 250)]
    private static partial Regex Parts();
}
