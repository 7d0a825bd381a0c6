using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

public sealed class LogsAnalysisTests
{
    private const long Start = Timeline.StartUnixNano;
    private const string Trace1 = "00000000000000000000000000000001";

    // The gateway calls a, whose application is instrumented too; a calls b twice.
    private const string Calls =
        """
        gw         [=====================] client component=proxy node_id=router~1~gw-1.ns~d upstream_cluster=outbound|80||a.ns http.url=http://shop/x guid:x-request-id=rid-1
          a/in     [===================]   server component=proxy node_id=sidecar~1~a-1.ns~d upstream_cluster=inbound|80|| http.url=http://shop/x guid:x-request-id=rid-1
            a/app  [==================]    server component=app node_id=sidecar~1~a-1.ns~d http.url=http://shop/x
              a/b1    [====]               client component=proxy node_id=sidecar~1~a-1.ns~d upstream_cluster=outbound|80||b.ns http.url=http://b:80/y guid:x-request-id=rid-1
              a/b2          [===]          client component=proxy node_id=sidecar~1~a-1.ns~d upstream_cluster=outbound|80||b.ns http.url=http://b:80/y guid:x-request-id=rid-1 http.status_code=503
        """;

    [Fact]
    public void A_line_is_joined_by_trace_id_before_request_id_before_time()
    {
        Assert.Equal((LogJoin.TraceId, Trace1), Joined(App(50, $"trace_id={Trace1} x-request-id=rid-1", "zz-9")));
        Assert.Equal((LogJoin.RequestId, Trace1), Joined(App(50, "x-request-id=rid-1", "zz-9")));
        Assert.Equal((LogJoin.Time, Trace1), Joined(App(100, "nothing said", "gw-1")));
        Assert.Equal((LogJoin.None, null), Joined(App(100, "nothing said", "zz-9")));
    }

    [Fact]
    public void A_line_that_names_another_trace_or_request_is_not_joined_by_time()
    {
        Assert.Equal((LogJoin.None, null), Joined(App(100, "trace_id=0af7651916cd43dd8448eb211c80319c", "gw-1")));
        Assert.Equal((LogJoin.None, null), Joined(App(100, "x-request-id=rid-2", "gw-1")));
        Assert.Equal(1, Compute([App(100, "x-request-id=rid-2", "gw-1")]).Lines.Single().Candidates);
    }

    [Fact]
    public void A_bare_word_counts_only_when_it_is_the_id_of_a_loaded_trace()
    {
        Assert.Equal((LogJoin.TraceId, Trace1), Joined(App(50, $"handling {Trace1} now", "zz-9")));
        Assert.Equal((LogJoin.TraceId, Trace1), Joined(App(50, $"00-{Trace1}-00000000000000aa-01", "zz-9")));
        Assert.Equal((LogJoin.None, null), Joined(App(50, $"handling {Trace1}f now", "zz-9")));
        Assert.Equal((LogJoin.None, null), Joined(App(50, $"handling x{Trace1[1..]} now", "zz-9")));
        Assert.Equal((LogJoin.None, null), Joined(App(50, $"trace_id=0af7651916cd43dd8448eb211c80319c parent {Trace1}", "zz-9")));
    }

    [Fact]
    public void Ids_of_64_bits_are_compared_with_the_low_half_and_of_two_traces_alike_neither_is_chosen()
    {
        TraceId one = new(7, 0xabc0000000000001);
        TraceId two = new(8, 0xabc0000000000001);
        RawLogLine half = App(5, "X-B3-TraceId=abc0000000000001");
        Assert.Equal(one, Compute([half], traces: [Single(one)]).Lines.Single().TraceId);

        LogsResult result = Compute([half, App(6, $"trace_id={two}")], traces: [Single(one), Single(two)]);
        Assert.Equal([null, two], result.Lines.Select(line => line.TraceId));
        Assert.Equal(("ambiguous-trace-id", 1), (result.Warnings.Single().Code, result.Warnings.Single().Count));

        // A tracer that keeps 64 bits, and an application that logs all 128.
        TraceId kept = new(0, 0xabc0000000000001);
        Assert.Equal(kept, Compute([App(6, $"trace_id={two}")], traces: [Single(kept)]).Lines.Single().TraceId);
        Assert.Null(Compute([App(6, $"trace_id={two}")], traces: [Single(one)]).Lines.Single().TraceId);
    }

    [Fact]
    public void A_request_id_joins_within_five_seconds_of_its_trace_only()
    {
        Assert.Equal((LogJoin.RequestId, Trace1), Joined(App(-5_000, "x-request-id=rid-1")));
        Assert.Equal((LogJoin.None, null), Joined(App(-5_001, "x-request-id=rid-1")));
        Assert.Equal((LogJoin.RequestId, Trace1), Joined(App(220 + 5_000, "x-request-id=rid-1")));
        Assert.Equal((LogJoin.None, null), Joined(App(221 + 5_000, "x-request-id=rid-1")));
    }

    [Fact]
    public void A_request_id_of_two_loaded_traces_joins_to_none_and_says_so()
    {
        LogsResult result = Compute([App(50, "x-request-id=rid-1"), App(60, "x-request-id=rid-1")], traces: [Timeline.Draw(Calls), Timeline.Draw(Calls, 2)]);
        Assert.All(result.Lines, line => Assert.Equal(LogJoin.None, line.Join));
        Warning warning = result.Warnings.Single();
        Assert.Equal(("ambiguous-request-id", 2), (warning.Code, warning.Count));
        Assert.Contains("rid-1", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_joins_only_where_exactly_one_span_of_the_pod_ran()
    {
        Assert.Equal((LogJoin.Time, 1), Of(App(0, "x", "gw-1")));
        Assert.Equal((LogJoin.Time, 1), Of(App(220, "x", "gw-1")));
        Assert.Equal((LogJoin.None, 0), Of(App(221, "x", "gw-1")));
        Assert.Equal((LogJoin.None, 0), Of(App(100, "x", "gw-1") with { Workload = new WorkloadRef(null, "elsewhere", "gw") }));
        Assert.Equal((LogJoin.None, 2), Of(App(10, "x", "a-1")));
        Assert.Equal((LogJoin.None, 3), Of(App(100, "x", "a-1")));

        (LogJoin, int) Of(RawLogLine line)
        {
            LogLine read = Compute([line]).Lines.Single();
            return (read.Join, read.Candidates);
        }
    }

    [Theory]
    [InlineData("gw-1", 0, 220, "outbound|80||a.ns", "shop", 1)]
    [InlineData("a-1", 0, 200, "inbound|80||", "shop", 2)]
    [InlineData("a-1", 32, 49, "outbound|80||b.ns", "b:80", 4)]
    [InlineData("a-1", 88, 40, "outbound|80||b.ns", "b:80", 5)]
    [InlineData("a-1", 80, 40, "outbound|80||b.ns", "b:80", 0)]
    [InlineData("a-1", 30, 50, "outbound|80||c.ns", "b:80", 0)]
    [InlineData("a-1", 30, 50, "outbound|80||b.ns", "c:80", 0)]
    [InlineData("a-1", 30, 50, "inbound|80||", "b:80", 0)]
    [InlineData("b-1", 30, 50, "outbound|80||b.ns", "b:80", 0)]
    public void The_span_of_an_access_line_is_of_its_pod_its_side_and_its_host_and_began_with_it(
        string pod, int startMs, int durationMs, string cluster, string authority, int span)
    {
        LogLine line = Compute([Access(startMs, durationMs, cluster, authority, "rid-1", pod)]).Lines.Single();
        Assert.Equal(LogJoin.RequestId, line.Join);
        Assert.Equal(span == 0 ? null : new SpanId((1UL << 32) + (ulong)span), line.SpanId);
        Assert.Equal(durationMs, line.DurationMs);
        Assert.Equal("rid-1", line.RequestId);
    }

    [Fact]
    public void Of_two_requests_that_began_together_the_span_as_long_as_the_line_is_chosen()
    {
        const string Parallel =
            """
            a      [================] server component=proxy node_id=sidecar~1~a-1.ns~d guid:x-request-id=rid-1
              a/b1   [==========]     client component=proxy node_id=sidecar~1~a-1.ns~d upstream_cluster=outbound|80||b.ns
              a/b2   [==]             client component=proxy node_id=sidecar~1~a-1.ns~d upstream_cluster=outbound|80||b.ns
            """;
        LogsResult result = Compute(
            [Access(20, 110, "outbound|80||b.ns", "b", "rid-1", "a-1"), Access(21, 30, "outbound|80||b.ns", "b", "rid-1", "a-1")], traces: [Timeline.Draw(Parallel)]);
        Assert.Equal([2UL, 3UL], result.Lines.Select(line => line.SpanId!.Value.Value - (1UL << 32)));
    }

    [Fact]
    public void An_application_lines_span_is_the_one_it_names_if_the_trace_has_it()
    {
        Assert.Equal(new SpanId((1UL << 32) + 3), Compute([App(5, $"trace_id={Trace1} span_id=0000000100000003")]).Lines.Single().SpanId);
        LogLine unknown = Compute([App(5, $"trace_id={Trace1} span_id=00000000000000ff")]).Lines.Single();
        Assert.Equal((LogJoin.TraceId, null), (unknown.Join, unknown.SpanId));
    }

    [Fact]
    public void An_access_line_stands_at_its_requests_start_and_keeps_when_it_was_logged()
    {
        LogsResult result = Compute([App(50, "first"), Access(30, 10, "outbound|80||b.ns", "b", "-", "a-1", loggedMs: 900)]);
        Assert.Equal(["proxy", "app"], result.Lines.Select(line => Json.LogWords.Of(line.Origin)));
        Assert.Equal((At(30), At(900)), (result.Lines[0].UnixNano, result.Lines[0].LoggedAtUnixNano));
        Assert.Empty(Compute([Access(-2_000_000, 10, "outbound|80||b.ns", "b", "-", "a-1", loggedMs: 900)]).Lines);
    }

    [Fact]
    public void What_a_client_writes_into_a_path_joins_its_access_line_to_nothing()
    {
        RawLogLine line = Access(30, 10, "outbound|80||b.ns", "b", "rid-9", "zz-9", path: $"/x?trace_id={Trace1}&x-request-id=rid-1");
        Assert.Equal((LogJoin.None, null), Joined(line));
    }

    [Fact]
    public void Spans_become_lines_at_their_start_errors_among_them()
    {
        LogsResult result = Compute([App(300, "after")], new LogsOptions { WithSpans = true });
        Assert.Equal(6, result.Lines.Length);
        LogLine failed = result.Lines.Single(line => line.IsError);
        Assert.Equal((LogOrigin.Span, LogJoin.TraceId, At(90), 40.0), (failed.Origin, failed.Join, failed.UnixNano, failed.DurationMs));
        Assert.Equal("→ b  ✕ 503", failed.Message);
        Assert.Equal("gw-1", result.Lines[0].Pod);

        ImmutableArray<WorkloadRef> only = [new(null, "ns", "gw")];
        Assert.Equal(["gw-1"], Compute([], new LogsOptions { WithSpans = true, SpanWorkloads = only }).Lines.Select(line => line.Pod!));
    }

    [Fact]
    public void When_the_limit_bites_the_newest_lines_are_kept_and_the_rest_is_counted()
    {
        LogsResult result = Compute([.. Enumerable.Range(0, 10).Select(index => App(index, $"line {index}"))], new LogsOptions { Limit = 4 });
        Assert.Equal(["line 6", "line 7", "line 8", "line 9"], result.Lines.Select(line => line.Message));
        Assert.False(result.Complete);
        Assert.Equal((6L, "limit", 6L), (result.OlderCount, result.Warnings.Single().Code, result.Warnings.Single().Count));
        Assert.True(Compute([App(0, "a")], new LogsOptions { Limit = 1 }).Complete);
    }

    [Fact]
    public void Filters_keep_a_stack_trace_with_its_line_and_count_what_they_hide()
    {
        ImmutableArray<RawLogLine> lines =
        [
            App(1, "INFO fine"), App(2, "ERROR it failed"), App(2, "java.io.IOException: gone"), App(2, "INFO other pod", "b-2"), App(3, "\tat a.B.c(B.java:1)"), App(4, "WARN hm"),
        ];
        Assert.Equal([2, 2, 3], Shown(new LogsOptions { LeastSeverity = LogSeverity.Error }));
        Assert.Equal([2, 2, 3], Shown(new LogsOptions { Show = new Regex("IOException") }));
        Assert.Equal([1, 2, 4], Shown(new LogsOptions { Hide = new Regex("failed") }));
        Assert.Equal(3, Compute(lines, new LogsOptions { Hide = new Regex("failed") }).HiddenCount);
        Assert.Equal([0, 0, 0, 30, 90], Shown(new LogsOptions { WithSpans = true, Show = new Regex("no line has this") }));
        Assert.Equal([0, 0, 0, 30, 90], Shown(new LogsOptions { WithSpans = true, Origins = [LogOrigin.Span] }));

        IEnumerable<int> Shown(LogsOptions options) => Compute(lines, options).Lines.Select(line => (int)((line.UnixNano - Start) / UnixTime.NanosPerMilli));
    }

    [Fact]
    public void An_access_line_in_a_format_of_its_own_is_shown_as_it_is_and_counted()
    {
        RawLogLine odd = App(5, "[2026-11-14T14:40:03.664Z] \"GET / HTTP/1.1\" own format", "a-1") with { Role = ContainerRole.Proxy };
        LogsResult result = Compute([odd]);
        Assert.Equal((odd.Body, null), (result.Lines.Single().Message, result.Lines.Single().AccessLog));
        Assert.Equal("unreadable-access-line", result.Warnings.Single().Code);
    }

    private static (LogJoin Join, string? TraceId) Joined(RawLogLine line)
    {
        LogLine read = Compute([line]).Lines.Single();
        return (read.Join, read.TraceId?.ToString());
    }

    private static LogsResult Compute(ImmutableArray<RawLogLine> lines, LogsOptions? options = null, ImmutableArray<Trace> traces = default) => LogsAnalysis.Compute(
        Answer.Whole(lines),
        Answer.Whole<ImmutableArray<Trace>>(traces.IsDefault ? [Timeline.Draw(Calls)] : traces),
        new AnalysisWindow(new TimeRange(At(-60_000), At(60_000)), At(60_000), false),
        options ?? new LogsOptions());

    private static long At(long ms) => Start + (ms * UnixTime.NanosPerMilli);

    private static RawLogLine App(long ms, string body, string pod = "a-9")
        => new(At(ms), new WorkloadRef(null, "ns", pod[..^2]), pod, "app", ContainerRole.App, body);

    private static RawLogLine Access(
        long startMs, int durationMs, string cluster, string authority, string requestId, string pod, long? loggedMs = null, string path = "/x") => new(
        At(loggedMs ?? startMs + durationMs + 700),
        new WorkloadRef(null, "ns", pod[..^2]),
        pod,
        "istio-proxy",
        ContainerRole.Proxy,
        $"[{UnixTime.ToRfc3339(At(startMs))[..23]}Z] \"GET {path} HTTP/1.1\" 200 - via_upstream - \"-\" 0 1 {durationMs} 1 \"-\" \"c\" \"{requestId}\" \"{authority}\" \"1.1.1.1:80\" {cluster} - - - - default");

    private static Trace Single(TraceId id)
    {
        SpanColumnsBuilder builder = new();
        builder.SetIds(id, new SpanId(1));
        builder.SetTimes(Start, Start + 1000);
        builder.Commit();
        return TraceSet.Create([builder.Build()]).Traces.Single();
    }
}
