namespace Kiali.Tracing.Figures;

/// <summary>One rectangle of a <see cref="BarsMark"/>, between two opposite corners.</summary>
/// <param name="X0">One side, as <see cref="PlotPoint.X"/>; −∞ is the panel's left edge.</param>
/// <param name="Y0">One side, as <see cref="PlotPoint.Y"/>; ±∞ is the panel's lower or upper edge.</param>
/// <param name="X1">The other side; +∞ is the panel's right edge.</param>
/// <param name="Y1">The other side.</param>
public readonly record struct BarItem(double X0, double Y0, double X1, double Y1)
{
    /// <summary>What a pointer over it says, where the host can; null says nothing.</summary>
    public string? Label { get; init; }

    /// <summary>The id of what it stands for: a span; null when nothing.</summary>
    public string? Id { get; init; }
}
