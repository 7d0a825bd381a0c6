using System.Globalization;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>A statistic that durations are compared with: the mean, or a quantile.</summary>
/// <param name="Name"><c>avg</c>, or <c>p</c> and the quantile's digits: <c>p50</c>, <c>p99</c>, <c>p999</c>.</param>
/// <param name="Quantile">The quantile, 0 to 1; null for the mean.</param>
public readonly record struct HeatmapStatistic(string Name, double? Quantile)
{
    /// <summary>The mean.</summary>
    public static HeatmapStatistic Average { get; } = new("avg", null);

    /// <summary>Reads a statistic: <c>avg</c>, <c>p50</c>, <c>p99</c>, <c>p999</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="statistic">The statistic.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, out HeatmapStatistic statistic)
    {
        statistic = Average;
        if (text == Average.Name)
        {
            return true;
        }

        string digits = text.StartsWith('p') ? text[1..] : string.Empty;
        if (digits.Length is < 2 or > 6 || !digits.All(char.IsAsciiDigit) || digits == "00" || (digits.Length > 2 && digits[^1] == '0'))
        {
            // p100 would read as p10.
            return false;
        }

        statistic = new HeatmapStatistic(text, double.Parse("0." + digits, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>A quantile by its digits.</summary>
    /// <param name="name">For instance <c>p99</c>.</param>
    /// <returns>The statistic.</returns>
    /// <exception cref="FormatException">The name is none.</exception>
    public static HeatmapStatistic Of(string name) => TryParse(name, out HeatmapStatistic statistic)
        ? statistic
        : throw new FormatException($"\"{name}\" is no statistic: avg, or p and two to six digits, such as p99.");
}
