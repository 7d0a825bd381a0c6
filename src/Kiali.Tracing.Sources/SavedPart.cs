using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>A part of a snapshot that was saved.</summary>
/// <param name="Kind">What it is: <c>traces</c>, <c>metrics</c>, <c>logs</c>, <c>workloads</c>, <c>graph</c>.</param>
/// <param name="File">Its file in the snapshot.</param>
/// <param name="Content">What is in it, counted, for people, for instance <c>120 traces, 3,200 spans</c>.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Complete">Whether all that was asked for is in it.</param>
/// <param name="Warnings">What is not, or was noticed.</param>
public sealed record SavedPart(string Kind, string File, string Content, long Bytes, bool Complete, ImmutableArray<Warning> Warnings);
