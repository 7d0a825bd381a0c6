using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

public sealed class CriticalPathPropertyTests
{
    private const long Cases = 1000;

    [Fact]
    public void Sections_follow_each_other_from_the_roots_start_to_its_end()
        => RandomTraces.One.Sample(
            set =>
            {
                CriticalPath path = CriticalPathAnalysis.Compute(set.Traces.Single());
                long reached = path.Root.StartUnixNano;
                foreach (CriticalPathSection section in path.Sections)
                {
                    Assert.Equal(reached, section.StartUnixNano);
                    Assert.True(section.DurationNanos > 0);
                    reached = section.EndUnixNano;
                }

                Assert.Equal(path.Root.EndUnixNano, reached);
                Assert.Equal(path.Root.DurationNanos, path.Sections.Sum(section => section.DurationNanos));
            },
            iter: PropertyCases.AtLeast(Cases));

    [Fact]
    public void Each_section_lies_within_its_span_and_within_all_its_ancestors_up_to_the_root()
        => RandomTraces.One.Sample(
            set =>
            {
                Trace trace = set.Traces.Single();
                CriticalPath path = CriticalPathAnalysis.Compute(trace);
                foreach (CriticalPathSection section in path.Sections)
                {
                    Span? span = section.Span;
                    while (span is not null && span != path.Root)
                    {
                        Assert.True(section.StartUnixNano >= span.StartUnixNano && section.EndUnixNano <= span.EndUnixNano);
                        span = trace.ParentOf(span);
                    }

                    Assert.Equal(path.Root, span ?? path.Root);
                }
            },
            iter: PropertyCases.AtLeast(Cases));

    [Fact]
    public void What_happens_beside_the_path_changes_nothing()
        => RandomTraces.One.Sample(
            set =>
            {
                Trace trace = set.Traces.Single();
                if (trace.Warnings.Any(warning => warning.Code is "reused-span-id" or "shared-span-id"))
                {
                    return; // which of two spans keeps the id depends on which are there
                }

                CriticalPath path = CriticalPathAnalysis.Compute(trace);
                HashSet<Span> needed = [path.Root];
                foreach (CriticalPathSection section in path.Sections)
                {
                    for (Span? span = section.Span; span is not null; span = trace.ParentOf(span))
                    {
                        needed.Add(span);
                    }
                }

                Trace pruned = Trace.Create(trace.Spans.Where(needed.Contains));
                Assert.Equal(Text(path.Sections), Text(CriticalPathAnalysis.Compute(pruned).Sections));
            },
            iter: PropertyCases.AtLeast(Cases));

    [Fact]
    public void Computing_leaves_the_trace_as_it_was()
        => RandomTraces.One.Sample(
            set =>
            {
                Trace trace = set.Traces.Single();
                string before = Text(trace);
                CriticalPathAnalysis.Compute(trace);
                Assert.Equal(before, Text(trace));
                Assert.Equal(before, Text(set.Traces.Single()));
            },
            iter: PropertyCases.AtLeast(Cases));

    private static string Text(ImmutableArray<CriticalPathSection> sections)
        => string.Join(' ', sections.Select(section => $"{section.Span.SpanId}:{section.StartUnixNano}-{section.EndUnixNano}"));

    private static string Text(Trace trace)
        => string.Join(' ', trace.Spans.Select(span => $"{span.SpanId}<{span.ParentSpanId}:{span.StartUnixNano}-{span.EndUnixNano} {trace.SelfTimeNanosOf(span)}"));
}
