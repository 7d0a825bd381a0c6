namespace Kiali.Tracing.Figures;

/// <summary>A labelled place on an axis.</summary>
/// <param name="Value">Where, in the axis's unit.</param>
/// <param name="Label">What is written there; empty writes nothing.</param>
/// <param name="Strong">Whether its grid line is a hairline, as at the ends of a waterfall, instead of the paler grid.</param>
public readonly record struct AxisTick(double Value, string Label, bool Strong = false);
