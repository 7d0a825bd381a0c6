using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What one trace says, from its numbers alone.</summary>
internal static class TraceDetailFindings
{
    /// <summary>What the trace is called in text.</summary>
    public static string NameOf(Trace trace) => $"trace {NameText.ShortId(trace.TraceId.ToString())}";

    /// <summary>Key figures.</summary>
    public static ImmutableArray<KeyFigure> KeyFigures(TraceDetailResult result) => result.CriticalWorkloads is [{ } longest, ..]
        ?
        [
            new KeyFigure(
                Percent(longest.Share),
                $"of {NameOf(result.Trace)} is spent in {longest.Name} itself",
                $"{Milliseconds(longest.DurationNanos)} of {Milliseconds(result.CriticalPath.DurationNanos)} on the critical path"),
        ]
        : [];

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(TraceDetailResult result)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        if (result.LargestSelfTime is { } largest)
        {
            string spans = largest.Count == 1 ? "1 span" : $"{NumberText.Count(largest.Count)} spans of that name";
            statements.Add(new Statement(
                $"{largest.Label.Owner} takes longest itself: {largest.Label.Action}",
                EvidenceKind.Waterfall,
                $"{Milliseconds(largest.SelfTimeNanos)} self time in {spans}"));
        }

        int errors = result.Trace.ErrorCount;
        if (errors > 0 && DeepestError(result.Trace) is { } deepest)
        {
            SpanLabel label = SpanLabel.Of(deepest, result.Trace.ParentOf(deepest));
            statements.Add(new Statement(
                $"The errors of {NameOf(result.Trace)} begin at {label.Text}",
                EvidenceKind.Waterfall,
                $"{NumberText.Counted(errors, "span")} failed; this one is the deepest, at {TimeText.TimeOfDay(deepest.EndUnixNano)}"));
        }

        return statements.ToImmutable();
    }

    /// <summary>Sentences for the summary.</summary>
    public static ImmutableArray<string> Lead(TraceDetailResult result) => result.CriticalWorkloads is [{ } longest, ..]
        ? [$"{Percent(longest.Share)} of the time of {NameOf(result.Trace)} ({Milliseconds(result.Trace.DurationNanos)}) is spent in {longest.Name} itself."]
        : [];

    // The failed span furthest from the root, of these the one that ended first: what failed before it made the others fail.
    private static Span? DeepestError(Trace trace)
    {
        Span? deepest = null;
        int depth = -1;
        foreach (Span span in trace.Spans.Where(span => SpanErrors.ReasonOf(span) != ErrorReason.None))
        {
            int own = trace.DepthOf(span);
            if (own > depth || (own == depth && deepest is { } best && span.EndUnixNano < best.EndUnixNano))
            {
                deepest = span;
                depth = own;
            }
        }

        return deepest;
    }

    private static string Percent(double share) => NumberText.WithUnit(NumberText.Fixed(share * 100, 0), "%");

    private static string Milliseconds(long nanos) => NumberText.WithUnit(NumberText.ShortMilliseconds(UnixTime.ToMillis(nanos)), "ms");
}
