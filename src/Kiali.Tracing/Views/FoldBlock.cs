using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>Blocks that a reader opens. Plain text shows them indented under the summary.</summary>
/// <param name="Summary">What is inside, with its count: <c>10 errors and 4 events (first 4)</c>. Renderers add the <c>⋯</c>.</param>
/// <param name="Blocks">The blocks inside.</param>
public sealed record FoldBlock(TextLine Summary, ImmutableArray<ViewBlock> Blocks) : ViewBlock;
