namespace Kiali.Tracing.Reports.Composition;

/// <summary>One of the figures that sum an incident up.</summary>
/// <param name="Value">The figure: <c>18 of 100</c>, <c>8.6 → 2,485 ms</c>.</param>
/// <param name="Label">What it is.</param>
/// <param name="Note">What qualifies it; empty for nothing.</param>
internal sealed record KeyFigure(string Value, string Label, string Note = "");
