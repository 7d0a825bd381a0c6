using Kiali.Tracing.Reports.Layout;

namespace Kiali.Tracing.Reports.Finishing;

/// <summary>A document ready to be written.</summary>
/// <param name="Story">Its content from top to end.</param>
/// <param name="Template">What all its pages have in common.</param>
/// <param name="Metadata">What it says about itself.</param>
/// <param name="Outline">Its bookmarks.</param>
internal sealed record PdfDocument(
    LayoutBlock Story, PageTemplate Template, DocumentMetadata Metadata, IReadOnlyList<OutlineEntry> Outline);
