namespace Kiali.Tracing.Figures.Layout;

/// <summary>The distances of a layout, px.</summary>
internal sealed record LayoutSizes
{
    /// <summary>Between nodes of one box, one below the other.</summary>
    public double RowPitch { get; init; } = 88;

    /// <summary>From a box's upper edge to the middle of its first node.</summary>
    public double BoxAbove { get; init; } = 42;

    /// <summary>From the middle of a box's last node to its lower edge.</summary>
    public double BoxBelow { get; init; } = 46;

    /// <summary>Between what lies one below the other.</summary>
    public double Gap { get; init; } = 12;

    /// <summary>Half of what a passing edge takes.</summary>
    public double Passage { get; init; } = 6;

    /// <summary>From a lane's upper edge to what is in it: room for the groups' names.</summary>
    public double LaneAbove { get; init; } = 30;

    /// <summary>From what is in a lane to its lower edge.</summary>
    public double LaneBelow { get; init; } = 10;

    /// <summary>Between lanes.</summary>
    public double LaneGap { get; init; } = 12;
}
