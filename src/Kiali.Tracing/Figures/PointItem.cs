namespace Kiali.Tracing.Figures;

/// <summary>One point of a <see cref="PointsMark"/>.</summary>
/// <param name="X">Where, as <see cref="PlotPoint.X"/>.</param>
/// <param name="Y">Where, as <see cref="PlotPoint.Y"/>.</param>
public readonly record struct PointItem(double X, double Y)
{
    /// <summary>Half its width, px; 0 (the default) takes the mark's.</summary>
    public double Radius { get; init; }

    /// <summary>What a pointer over it says, where the host can; null says nothing.</summary>
    public string? Label { get; init; }

    /// <summary>The id of what it stands for: a trace, a span; null when nothing.</summary>
    public string? Id { get; init; }
}
