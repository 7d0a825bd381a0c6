namespace Kiali.Tracing.Views;

/// <summary>What a view of statistics shows beside them.</summary>
public sealed record StatsViewOptions
{
    /// <summary>What the data frame is called; default <c>stats</c>.</summary>
    public string FrameName { get; init; } = "stats";

    /// <summary>How many groups are shown; default 20.</summary>
    public int Head { get; init; } = 20;
}
