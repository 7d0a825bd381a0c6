namespace Kiali.Tracing.Reports.Composition;

/// <summary>A section in the contents.</summary>
/// <param name="Number">Its number, or letter for an appendix.</param>
/// <param name="Title">Its title.</param>
/// <param name="Anchor">Its anchor.</param>
internal sealed record ContentsEntry(string Number, string Title, string Anchor);
