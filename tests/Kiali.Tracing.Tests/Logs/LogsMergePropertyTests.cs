using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

/// <summary>The merge of random lines and random traces, against the rules applied line by line by looking at everything.</summary>
public sealed class LogsMergePropertyTests
{
    private const int Pods = 3;
    private const long Window = 40_000;

    private static readonly Gen<SpanDraft> SpanGen = Gen.Select(Gen.Int[1, 4], Gen.Int[0, Pods - 1], Gen.Int[0, 3], Gen.Long[0, 20_000], Gen.Long[0, 3_000])
        .Select(draft => new SpanDraft(draft.Item1, draft.Item2, draft.Item3, draft.Item4, draft.Item5));

    private static readonly Gen<LineDraft> LineGen = Gen.Select(Gen.Int[0, Pods - 1], Gen.Int[0, 5], Gen.Int[1, 6], Gen.Int[0, 5], Gen.Long[0, Window - 1])
        .Select(draft => new LineDraft(draft.Item1, draft.Item2, draft.Item3, draft.Item4, draft.Item5));

    private static readonly Gen<(ImmutableArray<Trace> Traces, ImmutableArray<RawLogLine> Lines)> Cases =
        Gen.Select(SpanGen.Array[0, 14], LineGen.Array[0, 40], (spans, lines) => (TracesOf(spans), LinesOf(lines)));

    [Fact]
    public void Merged_lines_are_all_lines_and_spans_in_the_order_of_time_and_stable()
        => Cases.Sample(
            input =>
            {
                LogsResult result = Compute(input.Traces, input.Lines, new LogsOptions { WithSpans = true });
                Assert.Equal(result.Lines.OrderBy(line => line.UnixNano), result.Lines);
                Assert.Equal(
                    input.Lines.OrderBy(line => line.UnixNano).Select(line => line.Body),
                    result.Lines.Where(line => line.Origin != LogOrigin.Span).Select(line => line.Message));
                Assert.Equal(
                    input.Traces.SelectMany(trace => trace.Spans).Select(span => (span.TraceId, span.SpanId)).Order(),
                    result.Lines.Where(line => line.Origin == LogOrigin.Span).Select(line => (line.TraceId!.Value, line.SpanId!.Value)).Order());
                Assert.True(result.Complete);
            },
            iter: PropertyCases.AtLeast(800));

    [Fact]
    public void Each_line_is_joined_as_the_rules_say_when_all_traces_are_looked_at()
        => Cases.Sample(
            input =>
            {
                LogsResult result = Compute(input.Traces, input.Lines, new LogsOptions());
                foreach ((LogLine line, RawLogLine raw) in result.Lines.Zip(input.Lines.OrderBy(line => line.UnixNano)))
                {
                    Assert.Equal(raw.Body, line.Message);
                    (LogJoin join, TraceId? trace) = Expected(raw, input.Traces);
                    Assert.Equal((join, trace, Covering(raw, input.Traces).Length), (line.Join, line.TraceId, line.Candidates));
                }
            },
            iter: PropertyCases.AtLeast(1500));

    [Fact]
    public void A_limit_keeps_the_newest_of_the_same_lines()
        => Gen.Select(Cases, Gen.Int[1, 30]).Sample(
            (input, limit) =>
            {
                LogsResult all = Compute(input.Traces, input.Lines, new LogsOptions { WithSpans = true });
                LogsResult some = Compute(input.Traces, input.Lines, new LogsOptions { WithSpans = true, Limit = limit });
                Assert.Equal(all.Lines.TakeLast(limit), some.Lines);
                Assert.Equal(all.Lines.Length - some.Lines.Length, some.OlderCount);
                Assert.Equal(some.OlderCount == 0, some.Complete);
            },
            iter: PropertyCases.AtLeast(600));

    private static (LogJoin Join, TraceId? Trace) Expected(RawLogLine line, ImmutableArray<Trace> traces)
    {
        string[] words = line.Body.Split(' ');
        string? traceWord = words.FirstOrDefault(word => word.StartsWith("trace_id=", StringComparison.Ordinal))?[9..];
        string? requestWord = words.FirstOrDefault(word => word.StartsWith("x-request-id=", StringComparison.Ordinal))?[13..];
        Trace[] byId = [.. traces.Where(trace => traceWord is not null && trace.TraceId.ToString() == traceWord)];
        if (byId.Length == 1)
        {
            return (LogJoin.TraceId, byId[0].TraceId);
        }

        Trace[] byRequest = [.. traces.Where(trace => requestWord is not null && trace.Spans.Any(span => span.Attributes.GetText(EnvoyAttributes.RequestId) == requestWord))];
        if (byRequest.Length == 1 && line.UnixNano >= byRequest[0].StartUnixNano - Ms(5000) && line.UnixNano <= byRequest[0].EndUnixNano + Ms(5000))
        {
            return (LogJoin.RequestId, byRequest[0].TraceId);
        }

        Span[] covering = Covering(line, traces);
        return traceWord is null && requestWord is null && covering.Length == 1 ? (LogJoin.Time, covering[0].TraceId) : (LogJoin.None, null);
    }

    private static Span[] Covering(RawLogLine line, ImmutableArray<Trace> traces)
        =>
        [
            .. traces.SelectMany(trace => trace.Spans)
                .Where(span => SpanWorkloads.PodOf(span) == line.Pod && span.StartUnixNano <= line.UnixNano && span.EndUnixNano >= line.UnixNano),
        ];

    private static LogsResult Compute(ImmutableArray<Trace> traces, ImmutableArray<RawLogLine> lines, LogsOptions options) => LogsAnalysis.Compute(
        Answer.Whole<ImmutableArray<RawLogLine>>([.. lines.OrderBy(line => line.UnixNano)]),
        Answer.Whole(traces),
        new AnalysisWindow(new TimeRange(0, Ms(Window)), Ms(Window), false),
        options);

    private static ImmutableArray<RawLogLine> LinesOf(LineDraft[] drafts)
        =>
        [
            .. drafts.Select((draft, index) => new RawLogLine(
                Ms(draft.AtMs),
                new WorkloadRef(null, "ns", "w"),
                $"pod-{draft.Pod}",
                "app",
                ContainerRole.App,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"line {index}{(draft.Says is 1 or 3 ? $" trace_id={new TraceId(1, (ulong)draft.Trace)}" : "")}{(draft.Says is 2 or 3 ? $" x-request-id=rid-{draft.Request}" : "")}"))),
        ];

    // Two traces may have a request id in common, as retries of a client do.
    private static ImmutableArray<Trace> TracesOf(SpanDraft[] drafts)
    {
        SpanColumnsBuilder builder = new();
        for (int index = 0; index < drafts.Length; index++)
        {
            SpanDraft draft = drafts[index];
            builder.SetIds(new TraceId(1, (ulong)draft.Trace), new SpanId((ulong)index + 1));
            builder.SetTimes(Ms(draft.AtMs), Ms(draft.AtMs + draft.Length));
            builder.AddTextAttribute(builder.AddString(EnvoyAttributes.NodeId), builder.AddString($"sidecar~1~pod-{draft.Pod}.ns~d"));
            builder.AddTextAttribute(builder.AddString(EnvoyAttributes.RequestId), builder.AddString($"rid-{draft.Request}"));
            builder.Commit();
        }

        return [.. TraceSet.Create([builder.Build()]).Traces];
    }

    private static long Ms(long milliseconds) => milliseconds * UnixTime.NanosPerMilli;

    private sealed record SpanDraft(int Trace, int Pod, int Request, long AtMs, long Length);

    private sealed record LineDraft(int Pod, int Says, int Trace, int Request, long AtMs);
}
