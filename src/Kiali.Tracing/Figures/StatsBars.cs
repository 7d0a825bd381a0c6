using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>The tiny bars of a row of statistics.</summary>
public static class StatsBars
{
    /// <summary>Width of a range bar, px.</summary>
    public const double RangeWidth = 170;

    /// <summary>Width of a share bar, px.</summary>
    public const double ShareWidth = 72;

    /// <summary>The one logarithmic scale of all rows.</summary>
    /// <param name="result">The statistics.</param>
    /// <returns>The least and the largest duration it shows, ms, rounded to 1, 2, 4 or 5 times a power of ten; both above 0.</returns>
    public static (double Minimum, double Maximum) Scale(StatsResult result)
    {
        double least = result.Groups.Where(group => group.P50Ms > 0).Select(group => group.P50Ms).DefaultIfEmpty(1).Min();
        double most = result.Groups.Select(group => group.P99Ms).Where(value => value > 0).DefaultIfEmpty(1).Max();
        double minimum = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        double maximum = new[] { 1.0, 2, 4, 5, 10 }.Select(step => step * power).First(value => value >= most * 0.999999);
        return (minimum, maximum > minimum ? maximum : minimum * 10);
    }

    /// <summary>A group's range: dot at p50, tick at p90, end at p99.</summary>
    /// <param name="group">The group.</param>
    /// <param name="scale">The scale of all rows.</param>
    /// <returns>A figure without card and text, 170 × 14 px.</returns>
    public static Figure Range(StatsGroup group, (double Minimum, double Maximum) scale) => new(RangeWidth, 14)
    {
        Title = "Range",
        Description = $"p50 {NumberText.Milliseconds(group.P50Ms)}, p90 {NumberText.Milliseconds(group.P90Ms)}, p99 {NumberText.Milliseconds(group.P99Ms)} ms",
        Card = false,
        Panels = [RangePanel(group, scale, 0, 0)],
    };

    /// <summary>A group's share of something.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="what">Of what, for the description: <c>self time</c>.</param>
    /// <param name="width">The width of a whole, px.</param>
    /// <returns>A figure without card and text, 12 px high.</returns>
    public static Figure Share(double share, string what, double width = ShareWidth) => new(width, 12)
    {
        Title = "Share",
        Description = $"{NumberText.Fixed(share * 100, 0)} % of {what}",
        Card = false,
        Panels = [SharePanel(share, 0, 0, width - 2)],
    };

    internal static Panel RangePanel(StatsGroup group, (double Minimum, double Maximum) scale, double left, double top)
    {
        Axis axis = new(AxisScale.Logarithmic, scale.Minimum, scale.Maximum) { Side = AxisSide.None };
        Stroke thick = new(Palette.Bar, 3);
        Stroke tick = new(Palette.Bar, 2);
        return new(new(left + 4, top, RangeWidth - 8, 14))
        {
            X = axis,
            Marks =
            [
                LinesMark.Segment(new(group.P50Ms, 7), new(group.P99Ms, 7), thick),
                new PointsMark([new(group.P90Ms, 7)], PointShape.Tick) { Radius = 5, Edge = tick },
                new PointsMark([new(group.P50Ms, 7)]) { Radius = 3.6, Fill = Palette.Bar },
                new PointsMark([new(group.P99Ms, 7)], PointShape.Tick) { Radius = 3.5, Edge = tick },
            ],
        };
    }

    internal static Panel SharePanel(double share, double left, double top, double width) => new(new(left, top, width, 12))
    {
        Marks = [new BarsMark([new BarItem(0, 2, Math.Clamp(share, 0, 1) * width, 10)], Palette.Bar)],
    };
}
