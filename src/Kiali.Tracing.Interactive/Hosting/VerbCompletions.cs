using System.Collections.Immutable;

namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>The ways to go on at a place in a verb's line.</summary>
/// <param name="Start">Where the replaced word starts, in UTF-16 units of the line.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Items">The ways, best first; empty when there are none.</param>
public sealed record VerbCompletions(int Start, int End, ImmutableArray<VerbCompletion> Items);
