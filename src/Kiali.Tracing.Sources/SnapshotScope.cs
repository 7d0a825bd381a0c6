namespace Kiali.Tracing.Sources;

/// <summary>What was asked for when a part of a snapshot was captured.</summary>
/// <param name="Query">The question in words; empty for everything.</param>
/// <param name="Window">The time that was asked for; null when time did not matter.</param>
/// <param name="Limit">The most that was taken; null for no limit.</param>
public sealed record SnapshotScope(string Query, TimeRange? Window, long? Limit);
