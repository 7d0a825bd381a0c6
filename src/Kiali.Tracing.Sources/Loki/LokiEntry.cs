using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>A line as Loki gives it.</summary>
/// <param name="UnixNano">Its time, Unix nanoseconds.</param>
/// <param name="Labels">The labels of its stream.</param>
/// <param name="Metadata">What came beside it: structured metadata.</param>
/// <param name="Line">The line.</param>
internal sealed record LokiEntry(
    long UnixNano, ImmutableSortedDictionary<string, string> Labels, ImmutableSortedDictionary<string, string> Metadata, string Line)
{
    /// <summary>The value of a label of the stream, else what came beside the line under that name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value; null when there is none, or an empty one.</returns>
    public string? this[string name]
        => Labels.TryGetValue(name, out string? value) || Metadata.TryGetValue(name, out value) ? (value.Length == 0 ? null : value) : null;
}
