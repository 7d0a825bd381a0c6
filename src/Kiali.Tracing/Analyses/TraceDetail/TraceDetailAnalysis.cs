using System.Collections.Immutable;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>Looks at one trace closely: what it waited for, who worked longest, and which traces are like it.</summary>
public static class TraceDetailAnalysis
{
    /// <summary>Analyses a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="options">What it is compared with.</param>
    /// <returns>The result.</returns>
    public static TraceDetailResult Compute(Trace trace, TraceDetailOptions options)
    {
        CriticalPath path = CriticalPathAnalysis.Compute(trace);
        int outliving = trace.Spans.Count(
            span => trace.ParentOf(span) is { } parent && span.EndUnixNano > parent.EndUnixNano && !span.FollowsItsParent);
        return new TraceDetailResult
        {
            Window = options.Window,
            Complete = options.Complete,
            Warnings = [.. options.Warnings, .. trace.Warnings, .. OutlivingWarning(trace, outliving)],
            Trace = trace,
            CriticalPath = path,
            CriticalWorkloads = path.ByWorkload(),
            CriticalSpanIds = [.. path.Sections.Select(section => section.Span.SpanId)],
            LargestSelfTime = LargestOf(trace),
            OutlivingSpanCount = outliving,
            Similar = SimilarTracesAnalysis.Find(trace, options.Others),
            ComparedCount = options.Others.Count(other => other.TraceId != trace.TraceId),
        };
    }

    private static ImmutableArray<Warning> OutlivingWarning(Trace trace, int count) => count == 0
        ? []
        :
        [
            new Warning(
                "outliving-span",
                (count == 1 ? "1 span ends" : $"{NumberText.Count(count)} spans end")
                    + " after the parent, by skewed clocks or because the parent did not wait; shown as sent, counted up to the parent's end.",
                count,
                trace.TraceId.ToString()),
        ];

    private static LargestSelfTime? LargestOf(Trace trace)
    {
        Dictionary<(string Service, string Name, SpanKind Kind), (Span First, long SelfTime, int Count)> sums = [];
        foreach (Span span in trace.Spans)
        {
            var key = (span.ServiceName, span.Name, span.Kind);
            long selfTime = trace.SelfTimeNanosOf(span);
            sums[key] = sums.TryGetValue(key, out (Span First, long SelfTime, int Count) known)
                ? (known.First, known.SelfTime + selfTime, known.Count + 1)
                : (span, selfTime, 1);
        }

        (Span First, long SelfTime, int Count) largest = sums.Values.MaxBy(sum => sum.SelfTime);
        return largest.SelfTime == 0
            ? null
            : new LargestSelfTime(SpanLabel.Of(largest.First, trace.ParentOf(largest.First)), largest.SelfTime, largest.Count);
    }
}
