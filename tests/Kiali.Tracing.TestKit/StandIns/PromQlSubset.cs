using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Evaluates the few shapes of PromQL that the tool asks in, over the samples of a source of metrics; refuses all others, as they would be mistakes.</summary>
/// <param name="metrics">What holds the samples.</param>
public sealed partial class PromQlSubset(IMetricSource metrics)
{
    private const string Text = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private const string Selector = "(?<name>[a-zA-Z_:]*)\\{(?<matchers>(?:[a-z_]+(?:=~|!~|!=|=)" + Text + ",?)*)\\}";
    private const string By = "by \\((?<by>[a-z_,]*)\\)";

    /// <summary>The sums of series, or null for an expression of another shape.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="times">When.</param>
    public async Task<ImmutableArray<MetricSeries>?> EvaluateAsync(string expression, EvaluationTimes times)
    {
        if (expression is "vector(1)")
        {
            return [Constant(times, 1)];
        }

        if (expression is "count_over_time(vector(1)[2s:1s])")
        {
            return [Constant(times, metrics.RangeBoundary == RangeBoundary.Closed && times.StartUnixMillis % 1000 == 0 ? 3 : 2)];
        }

        if (Increase().Match(expression) is { Success: true } increase)
        {
            return await CountersAsync(increase.Groups["name"].Value, MatchersOf(increase), LabelsOf(increase), WindowOf(increase), times);
        }

        if (LabelSets().Match(expression) is { Success: true } sets && sets.Groups["by"].Value == sets.Groups["inner"].Value)
        {
            return await LabelSetsAsync(sets, times);
        }

        return Coverage().Match(expression) is { Success: true } coverage ? await CoverageAsync(coverage, times) : null;
    }

    /// <summary>Whether a selector of the language matches any series before a time.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="endUnixMillis">The time.</param>
    public async Task<bool> MatchesAnyAsync(string selector, long endUnixMillis)
        => Alone().Match(selector) is { Success: true } match
            && !(await CountersAsync(match.Groups["name"].Value, MatchersOf(match), [], TimeSpan.FromDays(3650), EvaluationTimes.At(endUnixMillis))).IsEmpty;

    private static MetricSeries Constant(EvaluationTimes times, double value)
        => new(string.Empty, LabelSet.Empty, [.. Enumerable.Range(0, times.Count).Select(index => new MetricPoint(times[index], value))]);

    private async Task<ImmutableArray<MetricSeries>> LabelSetsAsync(Match match, EvaluationTimes times)
    {
        ImmutableArray<LabelMatcher> matchers = MatchersOf(match);
        LabelMatcher names = matchers.Single(matcher => matcher.Name == "__name__");
        SortedDictionary<LabelSet, MetricSeries> found = [];
        foreach (string name in names.Values)
        {
            foreach (MetricSeries series in await CountersAsync(name, matchers.Remove(names), LabelsOf(match), WindowOf(match), times))
            {
                found[series.Labels] = series with { Points = [.. series.Points.Select(point => point with { Value = 1 })] };
            }
        }

        return [.. found.Values];
    }

    private async Task<ImmutableArray<MetricSeries>?> CoverageAsync(Match match, EvaluationTimes times)
    {
        TimeSpan window = WindowOf(match);
        decimal start = (times.StartUnixMillis - (long)window.TotalMilliseconds) / 1000m;
        bool isAsked = match.Groups["comparison"].Value == (metrics.RangeBoundary == RangeBoundary.Closed ? ">=" : ">")
            && decimal.Parse(match.Groups["start"].Value, CultureInfo.InvariantCulture) == start
            && match.Groups["first"].Value == match.Groups["last"].Value && match.Groups["first"].Value == match.Groups["lowest"].Value;
        string name = match.Groups["name"].Value;
        if (!isAsked || times.Count != 1 || !name.EndsWith("_count", StringComparison.Ordinal))
        {
            return isAsked ? [] : null;
        }

        HistogramQuery query = new(new MetricSelector(name[..^"_count".Length], MatchersOf(match), LabelsOf(match)), window, times);
        Answer<HistogramAnswer> answer = await metrics.GetHistogramIncreasesAsync(query, default);
        return [.. answer.Value.Increases.Select(item => new MetricSeries(string.Empty, item.Labels, [new MetricPoint(item.UnixMillis, item.CoveredSeconds)]))];
    }

    private async Task<ImmutableArray<MetricSeries>> CountersAsync(
        string name, ImmutableArray<LabelMatcher> matchers, ImmutableArray<string> groupBy, TimeSpan window, EvaluationTimes times)
        => (await metrics.GetCounterIncreasesAsync(new CounterQuery(new MetricSelector(name, matchers, groupBy), window, times), default)).Value;

    private static TimeSpan WindowOf(Match match) => TimeSpan.FromMilliseconds(long.Parse(match.Groups["window"].Value, CultureInfo.InvariantCulture));

    private static ImmutableArray<string> LabelsOf(Match match) => [.. match.Groups["by"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private static ImmutableArray<LabelMatcher> MatchersOf(Match match)
        => [.. Matcher().Matches(match.Groups["matchers"].Value).Select(MatcherOf)];

    private static LabelMatcher MatcherOf(Match match)
    {
        string comparison = match.Groups["comparison"].Value;
        string value = Unquote(match.Groups["text"].Value);
        return new LabelMatcher(match.Groups["label"].Value, comparison[^1] == '~' ? [.. Alternatives(value)] : [value], comparison[0] == '!');
    }

    private static string Unquote(string quoted)
    {
        StringBuilder text = new();
        for (int index = 1; index < quoted.Length - 1; index++)
        {
            if (quoted[index] != '\\')
            {
                text.Append(quoted[index]);
                continue;
            }

            index++;
            if (quoted[index] == 'u')
            {
                text.Append((char)int.Parse(quoted.AsSpan(index + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                index += 4;
            }
            else
            {
                text.Append(quoted[index] == 'n' ? '\n' : quoted[index]);
            }
        }

        return text.ToString();
    }

    // A pattern of the tool is a list of texts: what is special in it is escaped, but for the bars between.
    private static IEnumerable<string> Alternatives(string pattern)
    {
        StringBuilder text = new();
        for (int index = 0; index < pattern.Length; index++)
        {
            if (pattern[index] == '|')
            {
                yield return text.ToString();
                text.Clear();
            }
            else
            {
                text.Append(pattern[index] == '\\' ? pattern[++index] : pattern[index]);
            }
        }

        yield return text.ToString();
    }

    [GeneratedRegex("^sum " + By + " \\(increase\\(" + Selector + "\\[(?<window>\\d+)ms\\]\\)\\)$")]
    private static partial Regex Increase();

    [GeneratedRegex("^group " + By + " \\(last_over_time\\(group by \\((?<inner>[a-z_,]*)\\) \\(" + Selector + "\\)\\[(?<window>\\d+)ms:\\d+ms\\]\\)\\)$")]
    private static partial Regex LabelSets();

    [GeneratedRegex(
        "^max " + By + " \\(\\((?<first>\\(timestamp\\(" + Selector + "\\) (?<comparison>>=?) (?<start>[0-9.]+)\\)) or max_over_time\\((?<last>\\(timestamp\\(.*?\\) >=? [0-9.]+\\))\\[(?<window>\\d+)ms:\\d+ms\\]\\)\\)"
        + " - min_over_time\\((?<lowest>\\(timestamp\\(.*?\\) >=? [0-9.]+\\))\\[\\d+ms:\\d+ms\\]\\)\\)$")]
    private static partial Regex Coverage();

    [GeneratedRegex("^" + Selector + "$")]
    private static partial Regex Alone();

    [GeneratedRegex("(?<label>[a-z_]+)(?<comparison>=~|!~|!=|=)(?<text>" + Text + ")")]
    private static partial Regex Matcher();
}
