namespace Kiali.Tracing.Reports.Finishing;

/// <summary>A bookmark.</summary>
/// <param name="Title">What the reader shows.</param>
/// <param name="Anchor">Where it leads.</param>
/// <param name="Level">Its depth, 0 for the outermost; at most one deeper than the entry before.</param>
internal readonly record struct OutlineEntry(string Title, string Anchor, int Level);
