namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>What searching one service brought.</summary>
/// <param name="Service">The service.</param>
/// <param name="Answers">The answers, each with those of its traces that match the whole query; none when the search failed.</param>
internal sealed record JaegerSearched(string Service, params IReadOnlyList<(JaegerBatch Batch, HashSet<TraceId> Matching)> Answers)
{
    /// <summary>Whether the server had as many traces as it was asked for, so that it may have more.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How many traces the server was asked for.</summary>
    public int Depth { get; init; }

    /// <summary>Why a search failed; null when none did.</summary>
    public SourceException? Failure { get; init; }
}
