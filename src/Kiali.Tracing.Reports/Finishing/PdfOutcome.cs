namespace Kiali.Tracing.Reports.Finishing;

/// <summary>What was written.</summary>
/// <param name="PageCount">How many pages.</param>
/// <param name="FontsAreSubset">Whether the fonts were cut down to what is used; whole fonts are embedded otherwise.</param>
internal sealed record PdfOutcome(int PageCount, bool FontsAreSubset);
