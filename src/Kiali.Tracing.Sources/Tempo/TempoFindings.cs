using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>What was found in a window.</summary>
/// <param name="Hits">The traces, the newest first.</param>
/// <param name="HasMore">Whether there may be more than were asked for.</param>
/// <param name="Complete">Whether the whole window was searched.</param>
/// <param name="Warnings">What was left out, and why.</param>
internal sealed record TempoFindings(ImmutableArray<TempoHit> Hits, bool HasMore, bool Complete, ImmutableArray<Warning> Warnings);
