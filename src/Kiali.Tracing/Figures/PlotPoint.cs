namespace Kiali.Tracing.Figures;

/// <summary>A place in a panel.</summary>
/// <param name="X">Along the panel's X axis in the axis's unit; without an axis, px from the panel's left edge.</param>
/// <param name="Y">Along the panel's Y axis in the axis's unit, upwards; without an axis, px from the panel's top edge, downwards.</param>
/// <remarks>−∞ and +∞ are the panel's own edges. A value beyond an axis is drawn at its edge; NaN is not drawn, and breaks a line.</remarks>
public readonly record struct PlotPoint(double X, double Y);
