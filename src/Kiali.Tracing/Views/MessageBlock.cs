using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>A message: what happened, and what to do about it.</summary>
/// <param name="Kind">How bad it is.</param>
/// <param name="What">What happened, on which input, in one sentence; shown bold.</param>
public sealed record MessageBlock(MessageKind Kind, TextLine What) : ViewBlock
{
    /// <summary>Lines below: <c>Did you mean …?</c>, <c>Wanted for: …</c>, <c>Try: …</c>.</summary>
    public ImmutableArray<TextLine> Lines { get; init; } = [];

    /// <summary>Lines that are folded: the exception's text, tries, deadlines.</summary>
    public ImmutableArray<TextLine> Details { get; init; } = [];
}
