using System.Collections.Immutable;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Whole traces that were got one by one.</summary>
/// <param name="Columns">Their spans.</param>
/// <param name="Complete">Whether all that were wanted are there, and whole.</param>
/// <param name="Warnings">What is missing, and why.</param>
internal sealed record TempoCollection(SpanColumns Columns, bool Complete, ImmutableArray<Warning> Warnings);
