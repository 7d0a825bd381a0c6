using System.Globalization;

namespace Kiali.Tracing.Formatting;

/// <summary>Writes samples of metrics, whose size and unit nobody knows: six digits that count.</summary>
public static class SampleText
{
    private const int Digits = 6;

    /// <summary>A sample.</summary>
    /// <param name="value">Its value.</param>
    /// <returns>For instance <c>12,345.7</c>, <c>0.00123</c>, <c>1.5e−12</c>; <c>NaN</c> and <c>∞</c> as such.</returns>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        double size = Math.Abs(value);
        if (size is > 0 and < 1e-6)
        {
            return value.ToString("0.#####e0", CultureInfo.InvariantCulture).Replace('-', '\u2212');
        }

        int decimals = size is 0 or >= 1e15 || Math.Truncate(value) == value ? 0 : Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 9);
        string text = NumberText.Fixed(value, decimals);
        return decimals > 0 ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
