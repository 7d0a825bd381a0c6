using System.Collections.Immutable;

namespace Kiali.Tracing.Tool.Jupyter.Assistance;

/// <summary>The ways to go on at the cursor.</summary>
/// <param name="Start">Where the replaced word starts, in UTF-16 units of the cell.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Items">The ways, best first.</param>
internal sealed record CodeCompletions(int Start, int End, ImmutableArray<CodeCompletion> Items);
