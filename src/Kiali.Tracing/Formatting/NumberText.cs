using System.Globalization;

namespace Kiali.Tracing.Formatting;

/// <summary>Writes numbers as every output does: comma for thousands, − (U+2212) for minus, no locale.</summary>
/// <remarks>Units stand in headers and titles. Where one stands beside its number, <see cref="WithUnit"/> keeps the two together.</remarks>
public static class NumberText
{
    /// <summary>What is written for a number that is not known: nothing.</summary>
    public const string Unknown = "";

    private const string MinusSign = "\u2212";
    private const string NoBreakSpace = "\u00a0";

    /// <summary>A whole number: <c>12,345</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Count(long value) => Minus(value.ToString("#,0", CultureInfo.InvariantCulture));

    /// <summary>A number with fixed decimals: <c>2,545.8</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">How many decimals, 0 to 9.</param>
    /// <returns>The text, rounded half away from zero; <c>1.5e18</c> from 10¹⁵ up, <c>∞</c>, <c>−∞</c>, and nothing for NaN. Never <c>−0</c>.</returns>
    public static string Fixed(double value, int decimals)
    {
        if (double.IsNaN(value))
        {
            return Unknown;
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : MinusSign + "∞";
        }

        if (Math.Abs(value) >= 1e15)
        {
            return Minus(value.ToString("0.###e0", CultureInfo.InvariantCulture));
        }

        double rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        string format = decimals == 0 ? "#,0" : "#,0." + new string('0', decimals);
        return Minus((rounded == 0 ? 0 : rounded).ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>Milliseconds without their unit: <c>2,545.8</c>, one decimal.</summary>
    /// <param name="milliseconds">The duration, ms; null or NaN when not known.</param>
    /// <returns>The text; nothing when not known.</returns>
    public static string Milliseconds(double? milliseconds) => Fixed(milliseconds ?? double.NaN, 1);

    /// <summary>Milliseconds as shortly as reads well: <c>2,312</c> from 100 up, <c>38.2</c> below.</summary>
    /// <param name="milliseconds">The duration, ms; null or NaN when not known.</param>
    /// <returns>The text; nothing when not known.</returns>
    public static string ShortMilliseconds(double? milliseconds) => Fixed(milliseconds ?? double.NaN, Decimals(milliseconds ?? 0));

    /// <summary>A difference with its sign: <c>+1,933</c>, <c>−3.7</c>; no decimals from 100 up.</summary>
    /// <param name="value">The difference; null or NaN when not known.</param>
    /// <returns>The text; <c>0.0</c> without a sign when it rounds to nothing, and nothing when not known.</returns>
    public static string Difference(double? value)
    {
        double number = value ?? double.NaN;
        string text = Fixed(number, Decimals(number));
        return text == "0.0" || number <= 0 || double.IsNaN(number) ? text : "+" + text;
    }

    /// <summary>A multiple: <c>×67</c>, <c>×2.2</c>, below 1.95 <c>×1.10</c>.</summary>
    /// <param name="ratio">The multiple, at least 0; null or NaN when not known.</param>
    /// <returns>The text; nothing when not known.</returns>
    public static string Multiple(double? ratio) => (ratio ?? double.NaN) switch
    {
        double.NaN => Unknown,
        < 1.95 => "×" + Fixed(ratio!.Value, 2),
        < 9.95 => "×" + Fixed(ratio!.Value, 1),
        _ => "×" + Fixed(ratio!.Value, 0),
    };

    /// <summary>A percentage without its sign: <c>18.4</c>, one decimal.</summary>
    /// <param name="percent">The percentage, 0 to 100; null or NaN when not known.</param>
    /// <returns>The text; nothing when not known.</returns>
    public static string Percent(double? percent) => Fixed(percent ?? double.NaN, 1);

    /// <summary>A number and its unit, which no line break parts: <c>98.1 %</c>.</summary>
    /// <param name="number">The number, written.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>Both, with a no-break space between; nothing when the number is not known.</returns>
    public static string WithUnit(string number, string unit) => number.Length == 0 ? Unknown : number + NoBreakSpace + unit;

    /// <summary>A size, in the unit that leaves at most three digits before the point: <c>812 B</c>, <c>1.3 MB</c>. Thousands, not 1024s.</summary>
    /// <param name="bytes">The size, bytes.</param>
    /// <returns>The text.</returns>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => WithUnit(Count(bytes), "B"),
        < 1_000_000 => WithUnit(Fixed(bytes / 1e3, 1), "kB"),
        < 1_000_000_000 => WithUnit(Fixed(bytes / 1e6, 1), "MB"),
        _ => WithUnit(Fixed(bytes / 1e9, 1), "GB"),
    };

    /// <summary>A count and what is counted: <c>1 span</c>, <c>12 spans</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="singular">What one is called.</param>
    /// <param name="plural">What more are called; null adds an <c>s</c>.</param>
    /// <returns>The text.</returns>
    public static string Counted(long count, string singular, string? plural = null) =>
        Count(count) + " " + (count == 1 ? singular : plural ?? singular + "s");

    private static int Decimals(double value) => Math.Abs(value) >= 99.95 ? 0 : 1;

    private static string Minus(string text) => text.StartsWith('-') ? MinusSign + text[1..] : text;
}
