using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>Finds the critical path of a trace.</summary>
/// <remarks>
/// <para>
/// From the root's end backwards: a span waits for the child that ended last; before that child began, for the child that had ended by then; and so on.
/// The time that no such child explains is the span's own. This is the reading of Uber's CRISP (Zhang et al., "CRISP: Critical Path Analysis of Large-Scale
/// Microservice Architectures", USENIX ATC 2022) and of Jaeger.
/// </para>
/// <para>
/// Recorded clocks disagree, so children count only as far as they lie within their parent: one that outlives its parent is cut at the parent's end, one that
/// begins after that end was not waited for. Of two children that overlap, only the one that ended last was waited for; but an overlap below a hundredth of the
/// parent and a tenth of both children is taken for skewed clocks, and the earlier one counts up to the later one's start. Children that only follow from their parent,
/// and consumers of what their parent produced, were not waited for.
/// </para>
/// </remarks>
public static class CriticalPathAnalysis
{
    private const int ParentShareOfSkew = 100;
    private const int ChildShareOfSkew = 10;

    /// <summary>Finds the critical path.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>The path of its root; of its longest span without a parent when the root is missing.</returns>
    public static CriticalPath Compute(Trace trace)
    {
        Span root = trace.Root ?? LongestTop(trace);
        ImmutableArray<CriticalPathSection>.Builder backwards = ImmutableArray.CreateBuilder<CriticalPathSection>();
        Stack<Visit> open = new();
        open.Push(new Visit(trace, root, root.StartUnixNano, root.EndUnixNano));
        while (open.TryPeek(out Visit? visit))
        {
            if (visit.NextChild() is { } child)
            {
                Add(backwards, visit.Span, child.End, visit.Reached);
                visit.Reached = child.Start;
                open.Push(new Visit(trace, child.Span, child.Start, child.End));
                continue;
            }

            Add(backwards, visit.Span, visit.Start, visit.Reached);
            open.Pop();
        }

        backwards.Reverse();
        return new CriticalPath(root, backwards.DrainToImmutable());
    }

    private static void Add(ImmutableArray<CriticalPathSection>.Builder sections, Span span, long start, long end)
    {
        if (end > start)
        {
            sections.Add(new CriticalPathSection(span, start, end));
        }
    }

    private static Span LongestTop(Trace trace)
    {
        Span longest = trace.Spans[0];
        foreach (Span span in trace.Spans)
        {
            if (span.ParentSpanId is null && span.DurationNanos > longest.DurationNanos)
            {
                longest = span;
            }
        }

        return longest;
    }

    /// <summary>A child as far as it lies within its parent.</summary>
    private readonly record struct Candidate(Span Span, long Start, long End);

    /// <summary>A span whose part of the path is being walked, from its end backwards.</summary>
    private sealed class Visit
    {
        public readonly Span Span;
        public readonly long Start;

        /// <summary>What comes after this time is explained already.</summary>
        public long Reached;
        private readonly Candidate[] _children;
        private readonly long _parentSkew;
        private Candidate _later;
        private int _next;

        public Visit(Trace trace, Span span, long start, long end)
        {
            Span = span;
            Start = start;
            Reached = end;
            _children = Candidates(trace, span, start, end);
            _parentSkew = (end - start) / ParentShareOfSkew;
        }

        /// <summary>The next child that the span waited for, cut where the one after it began; null when there is none.</summary>
        public Candidate? NextChild()
        {
            while (_next < _children.Length)
            {
                Candidate child = _children[_next++];
                if (child.End <= Reached || (child.Start < Reached && IsSkew(child)))
                {
                    _later = child;
                    return child with { End = Math.Min(child.End, Reached) };
                }
            }

            return null;
        }

        private bool IsSkew(Candidate child)
        {
            long overlap = child.End - Reached;
            long shorter = Math.Min(child.End - child.Start, _later.End - _later.Start);
            return overlap < _parentSkew && overlap <= shorter / ChildShareOfSkew;
        }

        private static Candidate[] Candidates(Trace trace, Span parent, long start, long end)
        {
            List<Candidate> children = [];
            foreach (Span child in trace.ChildrenOf(parent))
            {
                long childStart = Math.Max(start, child.StartUnixNano);
                long childEnd = Math.Min(end, child.EndUnixNano);
                if (childEnd > childStart && IsWaitedFor(parent, child))
                {
                    children.Add(new Candidate(child, childStart, childEnd));
                }
            }

            // Latest end first; of equal ends the later in the trace's order, which is the one that began last.
            Candidate[] sorted = [.. children];
            Array.Reverse(sorted);
            return [.. sorted.OrderByDescending(child => child.End)];
        }

        private static bool IsWaitedFor(Span parent, Span child)
            => !(child.Kind == SpanKind.Consumer && parent.Kind == SpanKind.Producer) && !child.FollowsItsParent;
    }
}
