using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>An answer of Loki.</summary>
/// <param name="Entries">The lines, those of a stream in the order they were written.</param>
/// <param name="Warnings">What Loki says of the answer.</param>
/// <param name="Unreadable">How many lines could not be read.</param>
internal sealed record LokiPage(ImmutableArray<LokiEntry> Entries, ImmutableArray<string> Warnings, long Unreadable);
