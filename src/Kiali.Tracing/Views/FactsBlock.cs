using System.Collections.Immutable;

namespace Kiali.Tracing.Views;

/// <summary>Key figures side by side, equally wide.</summary>
/// <param name="Facts">The figures, left to right; 7 at most read well.</param>
public sealed record FactsBlock(ImmutableArray<Fact> Facts) : ViewBlock;
