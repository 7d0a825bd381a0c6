using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>Writes what an analysis asks as PromQL.</summary>
internal static class PromQl
{
    /// <summary><c>sum by (…) (increase(family{…}[window]))</c>.</summary>
    public static string Of(CounterQuery query) => Sum(query.Selector.GroupBy, "increase", query.Selector.Family, query.Selector, query.Window);

    public static string Buckets(HistogramQuery query) => Sum(
        query.Selector.GroupBy.Add("le"), "increase", query.Selector.Family + "_bucket", query.Selector, query.Window);

    public static string SumOf(HistogramQuery query) => Sum(query.Selector.GroupBy, "increase", query.Selector.Family + "_sum", query.Selector, query.Window);

    public static string CountOf(HistogramQuery query) => Sum(query.Selector.GroupBy, "increase", query.Selector.Family + "_count", query.Selector, query.Window);

    /// <summary>Kiali's average: a ratio of rates.</summary>
    public static string Mean(HistogramQuery query)
        => Sum(query.Selector.GroupBy, "rate", query.Selector.Family + "_sum", query.Selector, query.Window)
            + " / "
            + Sum(query.Selector.GroupBy, "rate", query.Selector.Family + "_count", query.Selector, query.Window);

    /// <summary>Kiali's quantile: of rates.</summary>
    public static string Quantile(HistogramQuery query, double quantile)
        => $"histogram_quantile({quantile.ToString("R", CultureInfo.InvariantCulture)}, {Sum(query.Selector.GroupBy.Add("le"), "rate", query.Selector.Family + "_bucket", query.Selector, query.Window)})";

    private static string Sum(ImmutableArray<string> by, string function, string name, MetricSelector selector, TimeSpan window)
        => string.Create(CultureInfo.InvariantCulture, $"sum by ({string.Join(',', by)}) ({function}({name}{Matchers(selector)}[{(long)window.TotalMilliseconds}ms]))");

    private static string Matchers(MetricSelector selector) => "{" + string.Join(',', selector.Matchers.Select(Matcher)) + "}";

    private static string Matcher(LabelMatcher matcher) => matcher is { Kind: LabelMatchKind.Equal, Values: [string single] }
        ? $"{matcher.Name}{(matcher.Negated ? "!=" : "=")}\"{single}\""
        : $"{matcher.Name}{(matcher.Negated ? "!~" : "=~")}\"{matcher.Pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
}
