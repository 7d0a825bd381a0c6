using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>A picture.</summary>
/// <param name="Figure">The picture; its description is what a reader without pictures gets.</param>
public sealed record FigureBlock(Figure Figure) : ViewBlock;
