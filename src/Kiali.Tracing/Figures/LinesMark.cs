using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>Lines in one look: a series, a reference line, the guides of a tree.</summary>
/// <param name="Lines">Each line's points, in order; NaN breaks a line, ±∞ is the panel's edge.</param>
/// <param name="Stroke">Their look; null draws only the area below.</param>
public sealed record LinesMark(ImmutableArray<ImmutableArray<PlotPoint>> Lines, Stroke? Stroke) : Mark
{
    /// <summary>How points are joined; default straight.</summary>
    public LineShape Shape { get; init; } = LineShape.Straight;

    /// <summary>Whether a wider pale line lies under each, which parts lines that cross. Default no.</summary>
    public bool Underlay { get; init; }

    /// <summary>The fill between each line and the panel's bottom edge; null (the default) fills nothing.</summary>
    public Rgb? Area { get; init; }

    /// <summary>What the lines are, where the host can say it to a pointer; null says nothing.</summary>
    public string? Name { get; init; }

    /// <summary>One line.</summary>
    /// <param name="points">Its points, in order.</param>
    /// <param name="stroke">Its look.</param>
    /// <returns>The mark.</returns>
    public static LinesMark Of(ImmutableArray<PlotPoint> points, Stroke stroke) => new([points], stroke);

    /// <summary>A line straight across the panel at one height: a quantile, a limit, a rule.</summary>
    /// <param name="y">The height.</param>
    /// <param name="stroke">Its look.</param>
    /// <returns>The mark.</returns>
    public static LinesMark Across(double y, Stroke stroke) =>
        new([[new(double.NegativeInfinity, y), new(double.PositiveInfinity, y)]], stroke);

    /// <summary>A line from one place to another.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    /// <param name="stroke">Its look.</param>
    /// <returns>The mark.</returns>
    public static LinesMark Segment(PlotPoint from, PlotPoint to, Stroke stroke) => new([[from, to]], stroke);
}
