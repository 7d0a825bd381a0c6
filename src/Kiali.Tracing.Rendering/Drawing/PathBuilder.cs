using System.Collections.Immutable;

namespace Kiali.Tracing.Rendering.Drawing;

internal sealed class PathBuilder
{
    private readonly ImmutableArray<PathSegment>.Builder segments = ImmutableArray.CreateBuilder<PathSegment>();

    public bool IsEmpty => segments.Count == 0;

    public PathBuilder Move(double x, double y) => Add(new(PathVerb.Move, x, y));

    public PathBuilder Line(double x, double y) => Add(new(PathVerb.Line, x, y));

    public PathBuilder Cubic(double x1, double y1, double x2, double y2, double x, double y) =>
        Add(new(PathVerb.Cubic, x, y, x1, y1, x2, y2));

    public PathBuilder Close() => Add(new(PathVerb.Close));

    public PathBuilder Segment(double x0, double y0, double x1, double y1) => Move(x0, y0).Line(x1, y1);

    public PathBuilder Cross(double x, double y, double arm) =>
        Segment(x - arm, y - arm, x + arm, y + arm).Segment(x - arm, y + arm, x + arm, y - arm);

    public PathShape Build() => new(segments.ToImmutable());

    private PathBuilder Add(PathSegment segment)
    {
        segments.Add(segment);
        return this;
    }
}
