using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>One edge of an <see cref="EdgesMark"/>.</summary>
/// <param name="Route">From the middle of the source to the middle of the target, bends between; at least two places.</param>
/// <param name="Stroke">Its look.</param>
public sealed record EdgeItem(ImmutableArray<PlotPoint> Route, Stroke Stroke)
{
    /// <summary>How it goes; default curved.</summary>
    public EdgeShape Shape { get; init; } = EdgeShape.Curved;

    /// <summary>Whether it ends in an arrow head, short of the target. Default yes.</summary>
    public bool Arrow { get; init; } = true;

    /// <summary>The wide band under it that says: on the trace; null (the default) draws none.</summary>
    public Rgb? Band { get; init; }

    /// <summary>Its opacity, 0 to 1; default 1. 0.35 for what is not on the trace laid over.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>What a pointer over it says, where the host can; null says nothing.</summary>
    public string? Tooltip { get; init; }
}
