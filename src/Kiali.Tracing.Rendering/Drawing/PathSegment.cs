namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>A step of a <see cref="PathShape"/>, in px of the figure. Numbers that its verb does not need are 0.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="X">End point, across.</param>
/// <param name="Y">End point, down.</param>
/// <param name="FirstControlX">First control point, across.</param>
/// <param name="FirstControlY">First control point, down.</param>
/// <param name="SecondControlX">Second control point, across.</param>
/// <param name="SecondControlY">Second control point, down.</param>
public readonly record struct PathSegment(
    PathVerb Verb,
    double X = 0,
    double Y = 0,
    double FirstControlX = 0,
    double FirstControlY = 0,
    double SecondControlX = 0,
    double SecondControlY = 0);
