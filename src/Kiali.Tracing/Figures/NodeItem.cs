using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>One node of a <see cref="NodesMark"/>.</summary>
/// <param name="X">Its middle, as <see cref="PlotPoint.X"/>.</param>
/// <param name="Y">Its middle, as <see cref="PlotPoint.Y"/>.</param>
/// <param name="Shape">What it is.</param>
/// <param name="Sign">How it is.</param>
/// <param name="Edge">Its edge's and sign's look.</param>
public sealed record NodeItem(double X, double Y, NodeShape Shape, NodeSign Sign, Stroke Edge)
{
    /// <summary>The disc under it that says: on the trace; null (the default) draws none.</summary>
    public Rgb? Halo { get; init; }

    /// <summary>Its opacity, 0 to 1; default 1. 0.4 for what is not on the trace laid over. Labels keep theirs.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Lines written below it, centred, with a white halo; default none. A run without a colour of its own is ink.</summary>
    public ImmutableArray<TextLine> Labels { get; init; } = [];

    /// <summary>What a pointer over it says, where the host can; null says nothing.</summary>
    public string? Tooltip { get; init; }

    /// <summary>Its id in the graph; null when it has none.</summary>
    public string? Id { get; init; }
}
