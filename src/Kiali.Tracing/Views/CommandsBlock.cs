using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>Useful next commands, or a help page's examples.</summary>
/// <param name="Commands">The commands, best first.</param>
public sealed record CommandsBlock(ImmutableArray<CommandHint> Commands) : ViewBlock
{
    /// <summary>The line above; default <c>Next</c>. Empty shows none.</summary>
    public TextLine Heading { get; init; } = TextRun.Strong("Next");
}
