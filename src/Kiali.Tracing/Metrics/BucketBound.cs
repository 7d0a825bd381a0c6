using System.Globalization;

namespace Kiali.Tracing.Metrics;

/// <summary>Reads the upper bound of a bucket from its label <c>le</c>.</summary>
public static class BucketBound
{
    /// <summary>Reads a bound.</summary>
    /// <param name="text">The label's value, for instance <c>0.5</c>, <c>1e+06</c> or <c>+Inf</c>.</param>
    /// <param name="bound">The bound; 0 when it is none.</param>
    /// <returns>Whether the text is a number. NaN bounds nothing and is none.</returns>
    public static bool TryParse(string text, out double bound)
    {
        ReadOnlySpan<char> unsigned = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            bound = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out bound) && double.IsFinite(bound);
    }
}
