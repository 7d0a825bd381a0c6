namespace Kiali.Tracing.Figures.Layout;

/// <summary>A piece of an edge between two neighbouring layers.</summary>
/// <param name="Left">The vertex in the left layer.</param>
/// <param name="Right">The vertex in the right layer.</param>
internal readonly record struct LayoutSegment(int Left, int Right);
