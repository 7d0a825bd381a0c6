using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>What Tempo's search answered.</summary>
internal sealed record TempoSearchAnswer
{
    /// <summary>The traces, each once, in the order they came.</summary>
    public ImmutableArray<TempoHit> Hits { get; init; } = [];

    /// <summary>Whether the answer came to its end; otherwise the deadline cut it.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>How many traces have ids that cannot be read.</summary>
    public int UnreadableIds { get; init; }

    /// <summary>Why Tempo refused the question, in its own words; null when it did not.</summary>
    public string? Refusal { get; init; }
}
