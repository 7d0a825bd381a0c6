using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>A verb's answer as a document that knows no host: the HTML of a notebook, the text of a terminal and the tables of a report are made of it.</summary>
/// <param name="Title">The first line: <c>verb · subject · window</c>, the verb bold, the window with its date and <c>UTC</c>. Empty shows none.</param>
public sealed record View(TextLine Title)
{
    /// <summary>The blocks, top to bottom: counts and the finding first, then limits and gaps, then pictures and tables.</summary>
    public ImmutableArray<ViewBlock> Blocks { get; init; } = [];
}
