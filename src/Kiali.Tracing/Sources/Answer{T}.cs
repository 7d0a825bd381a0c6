using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>What a source answered, and whether that is all there is.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="Value">The answer; an empty one when nothing matched.</param>
/// <param name="Complete">False when a limit, a deadline, damage or a partial answer left something out; the warnings say what.</param>
/// <param name="Warnings">What was left out, changed or could not be read.</param>
public sealed record Answer<T>(T Value, bool Complete, ImmutableArray<Warning> Warnings);
