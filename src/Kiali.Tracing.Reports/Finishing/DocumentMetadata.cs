namespace Kiali.Tracing.Reports.Finishing;

/// <summary>What a PDF says about itself.</summary>
/// <param name="Title">The title, shown in the reader's title bar.</param>
/// <param name="Date">The date of creation; part of the input, so that the same input gives the same bytes.</param>
internal sealed record DocumentMetadata(string Title, DateTimeOffset Date)
{
    /// <summary>What the document is about, null for nothing.</summary>
    public string? Subject { get; init; }

    /// <summary>The language of the text as an RFC 5646 tag.</summary>
    public string Language { get; init; } = "en";
}
