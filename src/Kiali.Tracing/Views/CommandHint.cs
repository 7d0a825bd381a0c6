using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>A command ready to copy.</summary>
/// <param name="Command">The whole line, such as <c>#!kiali heatmap 7f3c9a1 --spans</c>. The host has made it its own form.</param>
/// <param name="Explanation">What it shows.</param>
public sealed record CommandHint(string Command, TextLine Explanation);
