using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>Points in one look. Points of another look are another mark; the later one is on top.</summary>
/// <param name="Points">The points, in drawing order.</param>
/// <param name="Shape">Their shape.</param>
public sealed record PointsMark(ImmutableArray<PointItem> Points, PointShape Shape = PointShape.Circle) : Mark
{
    /// <summary>Half their width, px, where a point has none of its own; default 3.</summary>
    public double Radius { get; init; } = 3;

    /// <summary>Their fill; null (the default) leaves them open.</summary>
    public Rgb? Fill { get; init; }

    /// <summary>Opacity of the fill alone, 0 to 1; default 1.</summary>
    public double FillOpacity { get; init; } = 1;

    /// <summary>Their edge, and the strokes of a cross or tick; null (the default) draws none.</summary>
    public Stroke? Edge { get; init; }

    /// <summary>Half the width of the cross in a <see cref="PointShape.CrossedCircle"/>, px; default 2.6. It is drawn 1.5 px wide in the edge's colour.</summary>
    public double CrossArm { get; init; } = 2.6;
}
