using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Investigations;

public sealed class LogsInvestigationTests
{
    private const long Start = Timeline.StartUnixNano;
    private const string Trace = "a/in [==========] server component=proxy node_id=sidecar~1~a-1.ns~d upstream_cluster=inbound|80|| guid:x-request-id=rid-1";

    [Fact]
    public async Task An_access_line_that_its_proxy_held_back_is_found_and_late_application_lines_are_not()
    {
        ListedLogSource source = Source(60_000, Access(0, 10_000), App(500), App(5_000), Access(8_000, 9_000));
        LogsResult result = await OfTraceAsync(source);
        Assert.Equal([(LogOrigin.Proxy, LogJoin.RequestId), (LogOrigin.Span, LogJoin.TraceId), (LogOrigin.App, LogJoin.None)], result.Lines.Select(line => (line.Origin, line.Join)));
        Assert.True(result.Complete);
        Assert.All(source.Queries, query => Assert.Equal(["a.ns"], query.Workloads.Select(workload => workload.ToString())));
    }

    [Fact]
    public async Task Nothing_is_asked_for_after_now()
    {
        ListedLogSource source = Source(1_110, App(500));
        await OfTraceAsync(source);
        Assert.Equal([At(1_110)], source.Queries.Select(query => query.Window.EndUnixNano));
    }

    [Fact]
    public async Task Filters_look_at_more_lines_than_are_kept()
    {
        ListedLogSource source = Source(60_000, [.. Enumerable.Range(0, 50).Select(index => App(index, index == 0 ? "the needle" : "hay"))]);
        await using KialiSession session = await SessionAsync(source);
        AnalysisWindow window = new(new TimeRange(Start, At(60_000)), At(60_000), false);
        LogsResult found = await new LogsInvestigation(session).OfWindowAsync(
            window, new LogScope(), null, new LogsOptions { Limit = 5, Show = new Regex("needle") }, CancellationToken.None);
        Assert.Equal("the needle", found.Lines.Single().Message);
        Assert.Equal(49, found.HiddenCount);

        LogsResult newest = await new LogsInvestigation(session).OfWindowAsync(window, new LogScope(), null, new LogsOptions { Limit = 5 }, CancellationToken.None);
        Assert.Equal((5, false), (newest.Lines.Length, newest.Complete));
    }

    private static async Task<LogsResult> OfTraceAsync(ListedLogSource source)
    {
        await using KialiSession session = await SessionAsync(source);
        return await new LogsInvestigation(session).OfTraceAsync(
            Answer.Whole(Timeline.Draw(Trace)), null, new LogScope(), new LogsOptions(), CancellationToken.None);
    }

    private static async Task<KialiSession> SessionAsync(ListedLogSource source)
    {
        KialiSession session = new(
            (uri, _, _) => Task.FromResult(new OpenedSource { Uri = uri, Description = "lines", RecordedRange = source.RecordedRange, Logs = source }), TimeProvider.System);
        await session.ConnectAsync(new ConnectionRequest(source.Uri), CancellationToken.None);
        return session;
    }

    private static ListedLogSource Source(long nowMs, params ImmutableArray<RawLogLine> lines) => new(new TimeRange(At(-60_000), At(nowMs)), lines);

    private static long At(long ms) => Start + (ms * UnixTime.NanosPerMilli);

    private static RawLogLine App(long ms, string text = "text") => new(At(ms), new WorkloadRef(null, "ns", "a"), "a-1", "app", ContainerRole.App, text);

    private static RawLogLine Access(long startMs, long loggedMs) => new(
        At(loggedMs),
        new WorkloadRef(null, "ns", "a"),
        "a-1",
        "istio-proxy",
        ContainerRole.Proxy,
        $"[{UnixTime.ToRfc3339(At(startMs))[..23]}Z] \"GET / HTTP/1.1\" 200 - via_upstream - \"-\" 0 1 100 1 \"-\" \"c\" \"rid-1\" \"a\" \"1.1.1.1:80\" inbound|80|| - - - - default");
}
