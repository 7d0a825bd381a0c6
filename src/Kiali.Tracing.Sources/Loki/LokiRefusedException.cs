using System.Globalization;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Loki refused a question. It may allow a smaller one.</summary>
/// <param name="failure">The failure, when there is no smaller question.</param>
/// <param name="said">What Loki said, one line.</param>
/// <param name="isTimeout">Whether the status says that Loki ran out of time or room.</param>
internal sealed partial class LokiRefusedException(SourceException failure, string said, bool isTimeout) : Exception(failure.Message, failure)
{
    private static readonly string[] TooMuch =
    [
        "too many bytes", "too large", "number of chunks", "deadline exceeded", "timed out", "larger than", "time range exceeds", "query length",
    ];

    /// <summary>The failure, when there is no smaller question.</summary>
    public SourceException Failure => failure;

    /// <summary>The most lines that Loki allows in an answer, at least 1; null when it was not that.</summary>
    public int? MostLines => PageLimit().Match(said) is { Success: true } match
        && int.TryParse(match.Groups["limit"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0
        ? limit
        : null;

    /// <summary>Whether a shorter window may do.</summary>
    public bool IsTooMuch => isTimeout || TooMuch.Any(words => said.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the window lies before all that Loki still gives.</summary>
    public bool IsTooOld => said.Contains("no longer available", StringComparison.OrdinalIgnoreCase);

    /// <summary>The longest window that Loki allows; null when it does not say.</summary>
    public TimeSpan? LongestWindow
    {
        get
        {
            if (WindowLimit().Match(said) is not { Success: true } match)
            {
                return null;
            }

            TimeSpan length = TimeSpan.Zero;
            foreach (Match part in Duration().Matches(match.Groups["limit"].Value))
            {
                long count = long.Parse(part.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                length += TimeSpan.FromSeconds(Math.Min(count, 1_000_000) * SecondsOf(part.Groups["unit"].Value));
            }

            return length > TimeSpan.Zero ? length : null;
        }
    }

    private static double SecondsOf(string unit) => unit switch
    {
        "y" => 365 * 86_400d,
        "w" => 7 * 86_400d,
        "d" => 86_400d,
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        _ => 0.001,
    };

    [GeneratedRegex(@"max_entries_limit\w* \(\d+ > (?<limit>\d{1,9})\)", RegexOptions.NonBacktracking)]
    private static partial Regex PageLimit();

    [GeneratedRegex(@"query length: [^,]*, limit: (?<limit>[0-9a-z]{2,40})\)", RegexOptions.NonBacktracking)]
    private static partial Regex WindowLimit();

    [GeneratedRegex("(?<count>[0-9]{1,9})(?<unit>ms|y|w|d|h|m|s)")]
    private static partial Regex Duration();
}
