using System.Collections.Immutable;
using Kiali.Tracing.Mapping;

namespace Kiali.Tracing;

/// <summary>All spans that share a trace id, as a tree.</summary>
/// <remarks>
/// Made by <see cref="Create"/>, which repairs what the recording left broken and says so in <see cref="Warnings"/>. The duration is that of all spans
/// (latest end − earliest start), not the root's. Immutable, safe for several threads.
/// </remarks>
public sealed class Trace
{
    private readonly TraceTree _tree;

    private Trace(TraceTree tree)
    {
        _tree = tree;
        Spans = tree.Spans;
        Warnings = tree.Warnings;
        StartUnixNano = Spans.Min(span => span.StartUnixNano);
        EndUnixNano = Spans.Max(span => span.EndUnixNano);
    }

    /// <summary>The trace's id.</summary>
    public TraceId TraceId => Spans[0].TraceId;

    /// <summary>The spans depth-first: each before its children, siblings by start, end (longest first) and id. Never empty.</summary>
    public ImmutableArray<Span> Spans { get; }

    /// <summary>What had to be repaired, merged or left out.</summary>
    public ImmutableArray<Warning> Warnings { get; }

    /// <summary>The earliest start, Unix nanoseconds.</summary>
    public long StartUnixNano { get; }

    /// <summary>The latest end, Unix nanoseconds.</summary>
    public long EndUnixNano { get; }

    /// <summary>Latest end − earliest start, nanoseconds.</summary>
    public long DurationNanos => EndUnixNano - StartUnixNano;

    /// <summary>Latest end − earliest start, milliseconds.</summary>
    public double DurationMs => UnixTime.ToMillis(DurationNanos);

    /// <summary>The first span that was recorded without a parent; null when it is missing.</summary>
    public Span? Root => _tree.Root;

    /// <summary>The root's name; the first span's when the root is missing.</summary>
    public string Name => (Root ?? Spans[0]).Name;

    /// <summary>The root's service; the first span's when the root is missing.</summary>
    public string RootService => (Root ?? Spans[0]).ServiceName;

    /// <summary>The services that took part, distinct, in the order of their first span.</summary>
    public ImmutableArray<string> Services => [.. Spans.Select(span => span.ServiceName).Distinct(StringComparer.Ordinal)];

    /// <summary>How many spans failed, by <see cref="SpanErrors"/>.</summary>
    public int ErrorCount => Spans.Count(span => SpanErrors.ReasonOf(span) != ErrorReason.None);

    /// <summary>The mean duration of the spans longer than zero, milliseconds; null when there are none. As Kiali computes it.</summary>
    public double? AverageSpanDurationMs
    {
        get
        {
            double sum = 0;
            int count = 0;
            foreach (Span span in Spans)
            {
                if (span.DurationNanos > 0)
                {
                    sum += span.DurationNanos;
                    count++;
                }
            }

            return count == 0 ? null : sum / count / UnixTime.NanosPerMilli;
        }
    }

    /// <summary>Puts spans together to a trace.</summary>
    /// <remarks>
    /// Copies of a span unite (the richer one wins); the halves of a Zipkin span that share an id are split, the server half becoming a child of the client
    /// half with a derived id, and children following the server half; other spans that reuse an id get a derived one; a span whose parent is missing stands
    /// beside the roots; cycles are cut at their earliest span. Each of these is counted in <see cref="Warnings"/>.
    /// </remarks>
    /// <param name="spans">The spans, in any order; at least one, all of one trace.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="ArgumentException">There are no spans, or they belong to several traces.</exception>
    public static Trace Create(IEnumerable<Span> spans) => new(TraceTree.Build(spans));

    /// <summary>The same trace with its spans mapped to workloads otherwise.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>The trace.</returns>
    public Trace With(WorkloadMapping mapping)
        => Spans.All(span => span.Columns.Mapping == mapping) ? this : new Trace(_tree.With(mapping));

    /// <summary>Finds a span by its id within this trace, or by its id as recorded.</summary>
    /// <param name="spanId">The id.</param>
    /// <returns>The span, or null.</returns>
    public Span? Find(SpanId spanId) => _tree.IndexOf(spanId) is int index and >= 0 ? Spans[index] : null;

    /// <summary>The span's parent within the trace.</summary>
    /// <param name="span">A span of this trace.</param>
    /// <returns>The parent; null for roots and for spans whose parent is missing.</returns>
    public Span? ParentOf(Span span) => span.ParentSpanId is { } parent ? Find(parent) : null;

    /// <summary>The span's direct children, in order.</summary>
    /// <param name="span">A span of this trace.</param>
    /// <returns>The children; empty for a leaf, and for a span that the trace lacks.</returns>
    public ImmutableArray<Span> ChildrenOf(Span span) => _tree.ChildrenOf(_tree.IndexOf(span.SpanId));

    /// <summary>How many ancestors the span has.</summary>
    /// <param name="span">A span of this trace.</param>
    /// <returns>0 for roots and for spans whose parent is missing.</returns>
    public int DepthOf(Span span) => _tree.IndexOf(span.SpanId) is int index and >= 0 ? _tree.Depths[index] : 0;

    /// <summary>The span's self time: its duration without the union of its direct children's intervals, clipped to it. Children that only
    /// follow from it (<see cref="Span.FollowsItsParent"/>) don't count.</summary>
    /// <param name="span">A span of this trace.</param>
    /// <returns>Nanoseconds, from 0 to the span's duration.</returns>
    public long SelfTimeNanosOf(Span span) => _tree.IndexOf(span.SpanId) is int index and >= 0 ? _tree.SelfTimes[index] : span.DurationNanos;

    /// <summary>The id and name, for debugging.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{TraceId} {Name}";
}
