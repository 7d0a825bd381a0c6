using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>A row of a waterfall: a span, or spans folded into one row.</summary>
public sealed record WaterfallRow
{
    /// <summary>What it stands for.</summary>
    public required WaterfallRowKind Kind { get; init; }

    /// <summary>The span; of a fold the first one.</summary>
    public required Span Span { get; init; }

    /// <summary>How the span is named.</summary>
    public required SpanLabel Label { get; init; }

    /// <summary>How many ancestors it has.</summary>
    public required int Depth { get; init; }

    /// <summary>How many siblings are folded, what is below them not counted; 1 for a span.</summary>
    public required int MemberCount { get; init; }

    /// <summary>How many spans it stands for.</summary>
    public required int SpanCount { get; init; }

    /// <summary>How many of them failed.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>The earliest start, Unix nanoseconds.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>The latest end, Unix nanoseconds.</summary>
    public required long EndUnixNano { get; init; }

    /// <summary>The self times together, nanoseconds.</summary>
    public required long SelfTimeNanos { get; init; }

    /// <summary>The longest of the folded spans as a share of the trace, 0 to 1.</summary>
    public required double LargestShare { get; init; }

    /// <summary>Of a repeat: whether its like is shown above, and not below.</summary>
    public bool LikeIsAbove { get; init; }

    /// <summary>When the span worked itself; of folded siblings when each ran.</summary>
    public required ImmutableArray<TimeRange> SolidParts { get; init; }

    /// <summary>The parts of the critical path in it, by time.</summary>
    public required ImmutableArray<TimeRange> CriticalParts { get; init; }

    /// <summary>Latest end − earliest start, nanoseconds.</summary>
    public long DurationNanos => EndUnixNano - StartUnixNano;

    /// <summary>Whether several spans are folded into it.</summary>
    public bool IsFold => Kind != WaterfallRowKind.Span;
}
