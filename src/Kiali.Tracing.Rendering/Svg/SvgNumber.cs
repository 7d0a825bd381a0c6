using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Rendering.Svg;

/// <summary>Writes numbers as shortly as a picture can bear, the same on every machine.</summary>
internal static class SvgNumber
{
    // A coordinate is good to a tenth of a px; widths and opacities to a hundredth.
    public static StringBuilder AppendCoordinate(this StringBuilder builder, double value) => builder.Append(Format(value, 1));

    public static string Format(double value, int decimals = 2)
    {
        double rounded = double.IsFinite(value) ? Math.Round(value, decimals, MidpointRounding.AwayFromZero) : 0;
        string text = (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..] : text.StartsWith("-0.", StringComparison.Ordinal) ? "-" + text[2..] : text;
    }
}
