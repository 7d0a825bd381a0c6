namespace Kiali.Tracing.Reports.Composition;

/// <summary>Something that the evidence says, made of numbers alone, and where it is shown.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Evidence">Which figure or table shows it.</param>
/// <param name="Detail">The numbers behind it.</param>
internal sealed record Statement(string Text, EvidenceKind Evidence, string Detail);
