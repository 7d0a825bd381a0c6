using System.Collections.Immutable;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Lines and curves, open or closed, that are drawn in one go.</summary>
/// <param name="Segments">The steps, in order; the first is a move.</param>
public sealed record PathShape(ImmutableArray<PathSegment> Segments);
