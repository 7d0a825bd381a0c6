using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>Lines of text: a finding, a limit, a caption above the table that follows.</summary>
/// <param name="Lines">The lines, one below the other without a gap.</param>
public sealed record LineBlock(ImmutableArray<TextLine> Lines) : ViewBlock
{
    /// <summary>One line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The block.</returns>
    public static LineBlock Of(TextLine line) => new([line]);
}
