namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>What a <see cref="PathSegment"/> does.</summary>
public enum PathVerb
{
    /// <summary>Starts a new line at its end point.</summary>
    Move,

    /// <summary>Goes straight to its end point.</summary>
    Line,

    /// <summary>Goes to its end point by a cubic Bézier curve with two control points.</summary>
    Cubic,

    /// <summary>Goes back to where the line started.</summary>
    Close,
}
