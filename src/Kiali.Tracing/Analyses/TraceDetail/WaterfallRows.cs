using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>Sums up what each chosen row of a waterfall stands for.</summary>
internal static class WaterfallRows
{
    public static ImmutableArray<WaterfallRow> Build(SpanTree tree, List<WaterfallChoice> choices, CriticalPath path)
    {
        List<WaterfallChoice> ordered =
        [
            .. choices
                .OrderBy(choice => PlaceOf(tree, choice))
                .ThenBy(choice => choice.Kind)
                .ThenByDescending(choice => choice.Parent),
        ];
        Dictionary<SpanId, int> rowOf = [];
        List<RowSums> sums = [];
        for (int row = 0; row < ordered.Count; row++)
        {
            sums.Add(new RowSums(tree, ordered[row]));
            foreach (int node in sums[row].Nodes)
            {
                rowOf[tree.Trace.Spans[node].SpanId] = row;
            }
        }

        foreach (CriticalPathSection section in path.Sections)
        {
            sums[rowOf[section.Span.SpanId]].Critical.Add(new TimeRange(section.StartUnixNano, section.EndUnixNano));
        }

        Dictionary<int, int> shown = [];
        for (int row = 0; row < ordered.Count; row++)
        {
            if (ordered[row].Kind == WaterfallRowKind.Span)
            {
                shown[ordered[row].First] = row;
            }
        }

        return [.. ordered.Select((choice, row) => Describe(tree, choice, sums[row], shown.GetValueOrDefault(choice.Like, int.MaxValue) < row))];
    }

    // A rest follows all that is shown below its parent.
    private static int PlaceOf(SpanTree tree, WaterfallChoice choice) => choice.Kind switch
    {
        WaterfallRowKind.Rest => choice.Parent < 0 ? tree.Count - 1 : tree.Ends[choice.Parent] - 1,
        WaterfallRowKind.Elsewhere => tree.Count,
        WaterfallRowKind.Repeat => choice.Parent,
        _ => choice.First,
    };

    private static WaterfallRow Describe(SpanTree tree, WaterfallChoice choice, RowSums sums, bool likeIsAbove)
    {
        Trace trace = tree.Trace;
        Span span = trace.Spans[choice.First];
        return new WaterfallRow
        {
            Kind = choice.Kind,
            Span = span,
            Label = SpanLabel.Of(span, trace.ParentOf(span)),
            Depth = choice.Kind == WaterfallRowKind.Elsewhere ? 0 : trace.DepthOf(span),
            MemberCount = choice.Members.Length,
            SpanCount = sums.Nodes.Count,
            ErrorCount = sums.ErrorCount,
            StartUnixNano = sums.Start,
            EndUnixNano = sums.End,
            SelfTimeNanos = sums.SelfTime,
            LargestShare = trace.DurationNanos == 0 ? 0 : (double)sums.Longest / trace.DurationNanos,
            LikeIsAbove = likeIsAbove,
            SolidParts = choice.Kind switch
            {
                WaterfallRowKind.Span => SelfParts(tree, choice.First),
                WaterfallRowKind.Siblings => [.. choice.Members.Select(member => RangeOf(trace.Spans[member]))],
                _ => [],
            },
            CriticalParts = Join(sums.Critical),
        };
    }

    private static ImmutableArray<TimeRange> SelfParts(SpanTree tree, int node)
    {
        Span span = tree.Trace.Spans[node];
        ImmutableArray<TimeRange>.Builder parts = ImmutableArray.CreateBuilder<TimeRange>();
        long reached = span.StartUnixNano;
        foreach (int child in tree.ChildrenOf(node))
        {
            Span inner = tree.Trace.Spans[child];
            if (inner.FollowsItsParent)
            {
                continue;
            }

            long start = Math.Min(inner.StartUnixNano, span.EndUnixNano);
            if (start > reached)
            {
                parts.Add(new TimeRange(reached, start));
            }

            reached = Math.Max(reached, inner.EndUnixNano);
        }

        if (span.EndUnixNano > reached)
        {
            parts.Add(new TimeRange(reached, span.EndUnixNano));
        }

        return parts.DrainToImmutable();
    }

    private static ImmutableArray<TimeRange> Join(List<TimeRange> parts)
    {
        ImmutableArray<TimeRange>.Builder joined = ImmutableArray.CreateBuilder<TimeRange>();
        foreach (TimeRange part in parts)
        {
            if (joined.Count > 0 && joined[^1].EndUnixNano == part.StartUnixNano)
            {
                joined[^1] = joined[^1].Union(part);
            }
            else
            {
                joined.Add(part);
            }
        }

        return joined.DrainToImmutable();
    }

    private static TimeRange RangeOf(Span span) => new(span.StartUnixNano, span.EndUnixNano);

    /// <summary>The sums over the spans of one row.</summary>
    private sealed class RowSums
    {
        public readonly List<int> Nodes = [];
        public readonly List<TimeRange> Critical = [];
        public readonly int ErrorCount;
        public readonly long Start = long.MaxValue;
        public readonly long End = long.MinValue;
        public readonly long SelfTime;
        public readonly long Longest;

        public RowSums(SpanTree tree, WaterfallChoice choice)
        {
            foreach (int member in choice.Members)
            {
                int end = choice.Kind == WaterfallRowKind.Span ? member + 1 : tree.Ends[member];
                for (int node = member; node < end; node++)
                {
                    Span span = tree.Trace.Spans[node];
                    Nodes.Add(node);
                    ErrorCount += SpanErrors.ReasonOf(span) == ErrorReason.None ? 0 : 1;
                    Start = Math.Min(Start, span.StartUnixNano);
                    End = Math.Max(End, span.EndUnixNano);
                    SelfTime += tree.Trace.SelfTimeNanosOf(span);
                    Longest = Math.Max(Longest, span.DurationNanos);
                }
            }
        }
    }
}
