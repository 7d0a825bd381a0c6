using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>An axis of a panel: a range of values, and the ticks to write.</summary>
/// <param name="Scale">How values spread.</param>
/// <param name="Minimum">The value at the left or bottom edge; finite, above 0 on a logarithmic axis.</param>
/// <param name="Maximum">The value at the right or top edge; finite, above <paramref name="Minimum"/>.</param>
public sealed record Axis(AxisScale Scale, double Minimum, double Maximum)
{
    /// <summary>The ticks, ascending; see <see cref="AxisTicks"/> for good ones.</summary>
    public ImmutableArray<AxisTick> Ticks { get; init; } = [];

    /// <summary>Where tick labels stand. Default <see cref="AxisSide.Start"/>.</summary>
    public AxisSide Side { get; init; } = AxisSide.Start;

    /// <summary>Whether each tick draws a grid line through the panel. Default no.</summary>
    public bool GridLines { get; init; }

    /// <summary>Whether the axis draws a line along its edge, with a small stroke at each tick. Default no.</summary>
    public bool Line { get; init; }

    /// <summary>Whether the first and last label are pulled inside the panel, for charts side by side. Default no.</summary>
    public bool LabelsInside { get; init; }

    /// <summary>Size of the tick labels, px; default 11.</summary>
    public double LabelSize { get; init; } = 11;

    /// <summary>A horizontal time axis as in every chart: a line, ticks at whole minutes or so, no grid.</summary>
    /// <param name="startUnixSeconds">The left edge, Unix seconds.</param>
    /// <param name="endUnixSeconds">The right edge, Unix seconds.</param>
    /// <param name="atMost">How many ticks at most; default 6.</param>
    /// <returns>The axis.</returns>
    public static Axis OfTime(double startUnixSeconds, double endUnixSeconds, int atMost = 6)
    {
        double end = endUnixSeconds > startUnixSeconds ? endUnixSeconds : startUnixSeconds + 1;
        return new(AxisScale.Time, startUnixSeconds, end) { Ticks = AxisTicks.Time(startUnixSeconds, end, atMost), Line = true };
    }

    /// <summary>A vertical axis as in every chart: grid lines at round values, logarithmic where the values call for it.</summary>
    /// <param name="minimum">The smallest value shown; may be anything.</param>
    /// <param name="maximum">The largest value shown; may be anything.</param>
    /// <param name="atMost">How many grid lines at most; default 5.</param>
    /// <returns>A logarithmic axis when <paramref name="minimum"/> is above 0 and <paramref name="maximum"/> more than 20 times it,
    /// else a linear one that includes 0 when that costs at most half the height.</returns>
    public static Axis OfValues(double minimum, double maximum, int atMost = 5)
    {
        (double low, double high) = AxisTicks.Span(minimum, maximum);
        return low > 0 && high / low > 20
            ? new(AxisScale.Logarithmic, low, high) { Ticks = AxisTicks.Logarithmic(low, high, atMost), GridLines = true }
            : new(AxisScale.Linear, low, high) { Ticks = AxisTicks.Linear(low, high, atMost), GridLines = true };
    }

    /// <summary>Where a value lies along the axis.</summary>
    /// <param name="value">The value, in the axis's unit; −∞ and +∞ are the ends.</param>
    /// <returns>0 at <see cref="Minimum"/>, 1 at <see cref="Maximum"/>, clamped to these; NaN for NaN.</returns>
    public double Place(double value)
    {
        if (double.IsNaN(value))
        {
            return double.NaN;
        }

        double clamped = Math.Clamp(value, Minimum, Maximum);
        return Scale == AxisScale.Logarithmic
            ? (Math.Log(clamped) - Math.Log(Minimum)) / (Math.Log(Maximum) - Math.Log(Minimum))
            : (clamped - Minimum) / (Maximum - Minimum);
    }
}
