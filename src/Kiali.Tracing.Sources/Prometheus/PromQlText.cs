using System.Globalization;
using System.Text;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Writes the words of PromQL: texts, selectors, lengths of time. What comes from outside stays within its quotes, whatever it holds.</summary>
internal static class PromQlText
{
    /// <summary>A text in double quotes, as PromQL and Go read it.</summary>
    /// <param name="value">The text; half characters, which no label can have, become U+FFFD.</param>
    /// <returns>The quoted text.</returns>
    public static string Quote(string value)
    {
        StringBuilder text = new(value.Length + 2);
        text.Append('"');
        foreach (Rune rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    text.Append('\\').Append((char)rune.Value);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case < ' ' or (>= 0x7f and < 0xa0) or 0xfffd:
                    // Prometheus 2 takes a raw U+FFFD for damage.
                    text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                    break;
                default:
                    text.Append(rune);
                    break;
            }
        }

        return text.Append('"').ToString();
    }

    /// <summary>A selector of series.</summary>
    /// <param name="name">The metric's whole name.</param>
    /// <param name="selector">What its labels must have.</param>
    /// <returns>For instance <c>up{job="a"}</c>.</returns>
    /// <exception cref="ArgumentException">A label's name is none.</exception>
    public static string Selector(string name, MetricSelector selector)
    {
        return IsName(name, withColon: true)
            ? name + Matchers(selector.Matchers)
            : Matchers([LabelMatcher.Equal(PrometheusLabels.MetricName, name), .. selector.Matchers]);
    }

    /// <summary>What labels must have.</summary>
    /// <param name="matchers">The matchers; all must hold.</param>
    /// <returns>For instance <c>{job="a"}</c>.</returns>
    /// <exception cref="ArgumentException">A label's name is none.</exception>
    public static string Matchers(IEnumerable<LabelMatcher> matchers) => "{" + string.Join(',', matchers.Select(Matcher)) + "}";

    /// <summary>The names of labels, as in <c>by (…)</c>.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The names, separated by commas.</returns>
    /// <exception cref="ArgumentException">A label's name is none.</exception>
    public static string Labels(IEnumerable<string> names) => string.Join(',', names.Select(Label));

    /// <summary>A length of time, in milliseconds, which no server rounds.</summary>
    /// <param name="millis">Milliseconds, above 0.</param>
    /// <returns>For instance <c>600000ms</c>.</returns>
    public static string Duration(long millis) => string.Create(CultureInfo.InvariantCulture, $"{millis}ms");

    /// <summary>A moment in seconds, to the millisecond.</summary>
    /// <param name="unixMillis">Unix milliseconds.</param>
    /// <returns>For instance <c>1794666600.123</c>.</returns>
    public static string Seconds(long unixMillis) => (unixMillis / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Matcher(LabelMatcher matcher) => matcher is { Kind: LabelMatchKind.Equal, Values: [string single] }
        ? $"{Label(matcher.Name)}{(matcher.Negated ? "!=" : "=")}{Quote(single)}"
        : $"{Label(matcher.Name)}{(matcher.Negated ? "!~" : "=~")}{Quote(matcher.Pattern)}";

    private static string Label(string name)
        => IsName(name, withColon: false) ? name : throw new ArgumentException($"\"{name}\" is no name of a label; it has letters, digits and _, and no digit first.");

    private static bool IsName(string name, bool withColon)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '_' || (withColon && symbol == ':'));
}
