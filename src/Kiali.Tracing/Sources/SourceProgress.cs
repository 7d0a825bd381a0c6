namespace Kiali.Tracing.Sources;

/// <summary>How far a source is with what it was asked.</summary>
/// <param name="Subject">What it does, for instance <c>getting traces</c>.</param>
/// <param name="Done">How many items are done.</param>
/// <param name="Total">How many there are; null while that is not known.</param>
/// <param name="Unit">What the items are, in the plural, for instance <c>traces</c>.</param>
public readonly record struct SourceProgress(string Subject, long Done, long? Total, string Unit);
