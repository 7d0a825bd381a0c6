using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Sources.Tempo;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Searches: windows, limits, versions, refusals, and what becomes of them.</summary>
public class TempoSearchTests
{
    private static readonly TraceQuery Everything = new() { Window = Windows.All };

    [Theory]
    [InlineData(StandInWire.Http)]
    [InlineData(StandInWire.Grpc)]
    public async Task A_window_is_sent_in_whole_seconds_that_hold_it_and_filtered_exactly(StandInWire wire)
    {
        TempoStandIn standIn = new(ContractSpans.All);
        await using TempoServer tempo = await TempoServer.StartAsync(standIn, wire);
        TimeRange window = new(1_700_000_000_000_000_900, 1_700_000_000_000_250_000);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(new TraceQuery { Window = window }, CancellationToken.None);
        Assert.True(found.Complete);
        Assert.Equal([ContractSpans.All[0].TraceId, ContractSpans.All[3].TraceId], found.Value.TraceIds.AsEnumerable());
        Assert.Equal(("{ } with (most_recent=true)", 1_700_000_000, 1_700_000_001, 1001), Assert.Single(standIn.Searches));
    }

    [Fact]
    public async Task Without_a_window_the_look_back_is_searched_and_said()
    {
        TempoStandIn standIn = new(ContractSpans.All) { LongestWindow = long.MaxValue };
        await using TempoServer tempo = await TempoServer.StartAsync(standIn);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Assert.Equal(4, found.Value.Count);
        Assert.False(found.Complete);
        Assert.Equal("window", Assert.Single(found.Warnings).Code);
        Assert.Equal((1_700_003_600 - (14 * 86400), 1_700_003_600), (standIn.Searches[0].Start, standIn.Searches[0].End));
    }

    [Theory]
    [InlineData(StandInWire.Http)]
    [InlineData(StandInWire.Grpc)]
    public async Task A_window_that_is_too_long_for_the_server_is_searched_in_pieces_the_newest_first_and_that_is_remembered(StandInWire wire)
    {
        TempoStandIn standIn = new(ContractSpans.All) { LongestWindow = 4 };
        await using TempoServer tempo = await TempoServer.StartAsync(standIn, wire);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.True(found.Complete);
        Assert.Equal(4, found.Value.Count);
        Assert.Equal(
            [(1_699_999_995, 1_700_000_005), (1_700_000_001, 1_700_000_005), (1_699_999_997, 1_700_000_001), (1_699_999_995, 1_699_999_997)],
            standIn.Searches.Select(search => (search.Start, search.End)));
        await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.Equal(7, standIn.Searches.Count);
    }

    [Fact]
    public async Task No_more_pieces_are_searched_than_the_bound_and_that_is_said()
    {
        TempoStandIn standIn = new(ContractSpans.All) { LongestWindow = 2 };
        await using TempoServer tempo = await TempoServer.StartAsync(standIn, tempoOptions: new TempoOptions { MostPieces = 3 });
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal("window-limit", Assert.Single(found.Warnings).Code);
        Assert.Equal(3, standIn.Searches.Count);
    }

    [Fact]
    public async Task A_limit_that_is_too_large_for_the_server_becomes_its_own_and_is_said_when_hit()
    {
        TempoStandIn standIn = new(ContractSpans.All) { LargestLimit = 3 };
        await using TempoServer tempo = await TempoServer.StartAsync(standIn);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything with { Limit = 50 }, CancellationToken.None);
        Assert.Equal(ContractSpans.All.Select(span => span.TraceId).Distinct().TakeLast(3), found.Value.TraceIds.AsEnumerable());
        Assert.False(found.Complete);
        Assert.Equal("limit", Assert.Single(found.Warnings).Code);
        Assert.Equal([51, 3], standIn.Searches.Take(2).Select(search => search.Limit));
    }

    [Theory]
    [InlineData(StandInWire.Http)]
    [InlineData(StandInWire.Grpc)]
    public async Task An_older_server_is_asked_in_the_language_that_it_knows_and_that_is_remembered(StandInWire wire)
    {
        TempoStandIn standIn = new(ContractSpans.All) { IsOld = true };
        await using TempoServer tempo = await TempoServer.StartAsync(standIn, wire);
        TraceQuery query = Everything with { MinDuration = TimeSpan.FromMicroseconds(400), Attributes = [KeyValuePair.Create("no such key", "x")] };
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(query, CancellationToken.None);
        Assert.True(found.Complete);
        Assert.Empty(found.Value.TraceIds);
        Assert.Equal(3, standIn.Searches.Count);
        Assert.Equal("{ }", standIn.Searches[^1].Query);
        found = await tempo.Traces.FindTracesAsync(query with { Attributes = [] }, CancellationToken.None);
        Assert.Equal(4, standIn.Searches.Count);
        Assert.Equal(2, found.Value.Count);
    }

    // Kills: believing a version before 2.8 that took the hint; keeping what a full piece gave; halving past the newest.
    [Fact]
    public void The_newest_traces_are_found_whatever_the_version_gives()
        => Gen.Select(Gen.Select(Gen.Int[0, 20], Gen.Int[0, 3]).Array[1, 30], Gen.Int[1, 12], Gen.Int[0, 3]).Sample(
            (times, limit, version) =>
            {
                ModelSpan[] spans = [.. times.Select((time, index) => Span((ulong)index + 1, 1_700_000_000_000_000 + (time.Item1 * 500_000L) + index, time.Item2 * 1_000_000))];
                TempoStandIn standIn = new(spans) { Version = version switch { 0 => "2.8.0", 1 => "main-1a2b3c", _ => "2.7.2" }, IsOld = version == 3 };
                TempoFinder finder = new(
                    "tempo+http://x", new DirectSearch(standIn), _ => Task.FromResult(!standIn.IsOld && TempoMapping.GivesNewest(standIn.Version)), TempoOptions.Default);
                TempoFindings found = finder.FindAsync(new TraceQuery(), new TimeRange(1_699_999_990_000_000_000, 1_700_000_020_000_000_000), limit, CancellationToken.None).GetAwaiter().GetResult();
                Assert.True(found.Complete);
                Assert.Equal(
                    spans.OrderByDescending(span => span.StartMicros).Select(span => span.TraceId).Take(limit),
                    found.Hits.Take(limit).Select(hit => hit.Id));
                Assert.True(found.HasMore || found.Hits.Length == spans.Length);
            },
            iter: PropertyCases.AtLeast(1000));

    // Kills: taking the server's limit for the answer's when the filter here leaves fewer.
    [Fact]
    public async Task More_is_got_while_the_filter_leaves_too_few_and_the_server_has_more()
    {
        ModelSpan[] spans = [.. Enumerable.Range(1, 40).Select(number => Span((ulong)number, 1_700_000_000_000_000 + number, number % 10 == 1 ? 900 : 10))];
        TempoStandIn standIn = new(spans) { IsOld = true };
        await using TempoServer tempo = await TempoServer.StartAsync(standIn);
        TraceQuery query = Everything with { MinDuration = TimeSpan.FromMicroseconds(500), Limit = 2 };
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(query, CancellationToken.None);
        Assert.Equal([new TraceId(21, 21), new TraceId(31, 31)], found.Value.TraceIds.AsEnumerable());
        Assert.Equal("limit", Assert.Single(found.Warnings).Code);
        int traces = tempo.Server.Requests.Count(request => request.Contains("/api/traces/", StringComparison.Ordinal));
        Assert.Equal(tempo.Server.Requests.Where(request => request.Contains("/api/traces/", StringComparison.Ordinal)).Distinct().Count(), traces);
    }

    [Fact]
    public async Task What_could_not_be_looked_through_is_said()
    {
        ModelSpan[] spans = [.. Enumerable.Range(1, 40).Select(number => Span((ulong)number, 1_700_000_000_000_000 + number, 10))];
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(spans) { IsOld = true }, tempoOptions: new TempoOptions { MostCandidates = 9 });
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything with { MinDuration = TimeSpan.FromSeconds(5), Limit = 2 }, CancellationToken.None);
        Assert.Empty(found.Value.TraceIds);
        Assert.False(found.Complete);
        Assert.Contains("the 10 that were looked through", Assert.Single(found.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StandInWire.Http)]
    [InlineData(StandInWire.Grpc)]
    public async Task A_query_of_the_users_own_is_sent_as_it_is_and_refused_in_the_servers_words(StandInWire wire)
    {
        TempoStandIn standIn = new(ContractSpans.All);
        await using TempoServer tempo = await TempoServer.StartAsync(standIn, wire);
        TraceQuery query = Everything with { RawQuery = "{ name = \"call 1\" }", Service = "not looked at", ErrorsOnly = true };
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(query, CancellationToken.None);
        Assert.Equal(ContractSpans.All.Where(span => span.Name == "call 1").Select(span => span.TraceId), found.Value.TraceIds.AsEnumerable());
        Assert.Equal("{ name = \"call 1\" }", standIn.Searches[0].Query);
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => tempo.Traces.FindTracesAsync(Everything with { RawQuery = "{ bad" }, CancellationToken.None));
        Assert.Contains("parse error at line 1, col", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, standIn.Searches.Count);
    }

    [Theory]
    [InlineData(StandInWire.Http)]
    [InlineData(StandInWire.Grpc)]
    public async Task A_server_with_tenants_wants_to_be_told_one(StandInWire wire)
    {
        TempoStandIn standIn = new(ContractSpans.All) { Tenant = "team-a" };
        await using (TempoServer tempo = await TempoServer.StartAsync(standIn, wire))
        {
            SourceException failure = await Assert.ThrowsAsync<SourceException>(() => tempo.Traces.FindTracesAsync(Everything, CancellationToken.None));
            Assert.Contains("--header X-Scope-OrgID=TENANT", failure.Message, StringComparison.Ordinal);
        }

        SourceOpenOptions named = TempoServer.Quick with { Access = new SourceAccess { Headers = [AccessHeader.Parse("X-Scope-OrgID=team-a")] } };
        await using TempoServer told = await TempoServer.StartAsync(standIn, wire, named);
        Answer<TraceSet> found = await told.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.True(found.Complete);
        Assert.Equal(4, found.Value.Count);
        Assert.NotEmpty((await told.Traces.GetServicesAsync(CancellationToken.None)).Value);
        Assert.Equal("2.8.1", (await told.Source.Probe!(CancellationToken.None)).Version);
    }

    [Fact]
    public async Task All_services_of_a_workload_are_asked_for_at_once_and_those_that_answered_are_said()
    {
        TempoStandIn standIn = new(ContractSpans.All);
        await using TempoServer tempo = await TempoServer.StartAsync(standIn);
        TraceQuery query = Everything with { Workload = new WorkloadRef(null, "ns0", "pod-1"), ServiceCandidates = ["pod-1.ns0", "service 2", "service 9"] };
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(query, CancellationToken.None);
        Assert.True(found.Complete);
        Assert.NotEmpty(found.Value.TraceIds);
        Assert.Single(standIn.Searches);
        Warning said = Assert.Single(found.Warnings);
        Assert.Equal(("searched-service", "Of the services that pod-1.ns0 may be filed under, the traces found have service 2."), (said.Code, said.Message));

        found = await tempo.Traces.FindTracesAsync(query with { ServiceCandidates = ["elsewhere"] }, CancellationToken.None);
        Assert.Contains("were found by pods and workloads", Assert.Single(found.Warnings).Message, StringComparison.Ordinal);
        found = await tempo.Traces.FindTracesAsync(query with { Workload = new WorkloadRef(null, "ns0", "absent") }, CancellationToken.None);
        Assert.Contains("Nothing was found of absent.ns0", Assert.Single(found.Warnings).Message, StringComparison.Ordinal);
    }

    // Kills: the last message in place of all; a trace twice; the first sight of a trace in place of the later one.
    [Fact]
    public async Task Messages_of_the_stream_are_united_and_a_later_sight_of_a_trace_counts()
    {
        List<SourceProgress> told = [];
        TempoStandIn standIn = new(ContractSpans.All);
        await using TempoServer tempo = await TempoServer.StartAsync(standIn, StandInWire.Grpc, TempoServer.Quick with { Progress = new Listener(told) });
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.True(found.Complete);
        Assert.Equal(4, found.Value.Count);
        string[] got = [.. tempo.Server.Requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal))];
        Assert.Equal(4, got.Length);

        // The newest trace came first in part, without its root, then whole; the second newest in part only.
        Assert.Contains(got, request => request.StartsWith($"GET /api/v2/traces/{ContractSpans.All[9].TraceId}?start=", StringComparison.Ordinal));
        Assert.Contains($"GET /api/v2/traces/{ContractSpans.All[6].TraceId}", got);
        Assert.Equal([new SourceProgress("searching traces", 1, 2, "jobs"), new SourceProgress("searching traces", 2, 2, "jobs")], told.Take(2));
        Assert.Equal(Enumerable.Range(1, 4).Select(done => new SourceProgress("getting traces", done, 4, "traces")), told.Skip(2));
    }

    [Fact]
    public async Task A_stream_that_the_deadline_cuts_gives_what_came_and_says_so()
    {
        TempoStandIn standIn = new(ContractSpans.All);
        await using TempoServer tempo = await TempoServer.StartAsync(standIn, StandInWire.Grpc, TempoServer.Quick with { Deadline = TimeSpan.FromMilliseconds(500) });
        (long start, long end) = TempoMapping.SecondsOf(Windows.All);
        tempo.Server.Fault = new StandInFault { StallAfter = TempoGrpc.FirstLength(standIn, "{ } with (most_recent=true)", start, end, 1001), Times = 1 };
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal(2, found.Value.Count);
        Assert.Equal("deadline", Assert.Single(found.Warnings).Code);
    }

    [Fact]
    public async Task Traces_that_do_not_come_in_time_are_counted()
    {
        TempoStandIn standIn = new(ContractSpans.All);
        string newest = ContractSpans.All[9].TraceId.ToString();
        await using TempoServer tempo = await TempoServer.StartAsync(
            context => context.Request.Path.Value!.Contains("/traces/", StringComparison.Ordinal) && !context.Request.Path.Value.EndsWith(newest, StringComparison.Ordinal)
                ? Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default)
                : standIn.AnswerAsync(context),
            options: TempoServer.Quick with { Deadline = TimeSpan.FromMilliseconds(500) });
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal(newest, Assert.Single(found.Value.TraceIds).ToString());
        Assert.Equal(3, found.Warnings.Where(warning => warning.Code is "deadline" or "trace-failed").Sum(warning => warning.Count));
    }

    [Fact]
    public async Task No_more_bytes_are_got_than_the_bound_and_that_is_said()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All), tempoOptions: new TempoOptions { MostBytes = 100 });
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal(1, found.Value.Count);
        Warning warning = Assert.Single(found.Warnings);
        Assert.Equal(("too-large", 3), (warning.Code, warning.Count));
    }

    [Fact]
    public async Task Ids_that_cannot_be_read_are_counted()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn([]));
        tempo.Server.Fault = new StandInFault { Status = 200, MediaType = "application/json", Body = "{\"traces\":[{\"traceID\":\"xyz\"},{\"traceID\":\"0\"},{},7],\"metrics\":{}}" };
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(Everything, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal("invalid-trace-id", Assert.Single(found.Warnings).Code);
    }

    private static ModelSpan Span(ulong number, long startMicros, long durationMicros) => new(
        new TraceId(number, number), new SpanId(number), default, "call", "service", SpanKind.Server, SpanStatusCode.Unset, string.Empty, startMicros, durationMicros, [], [], []);

    private sealed class Listener(List<SourceProgress> told) : IProgress<SourceProgress>
    {
        public void Report(SourceProgress value) => told.Add(value);
    }

    private sealed class DirectSearch(TempoStandIn standIn) : ITempoSearch
    {
        public Task<TempoSearchAnswer> SearchAsync(TempoSearchQuestion question, CancellationToken cancellationToken)
        {
            try
            {
                ImmutableArray<Trace> found = standIn.Search(question.Query, question.StartSeconds, question.EndSeconds, question.Limit, TempoSearchQuestion.SpansPerTrace);
                return Task.FromResult(new TempoSearchAnswer
                {
                    Hits = [.. found.Select(trace => TempoMapping.HitOf(TempoStandIn.IdOf(trace), (ulong)trace.StartUnixNano, (ulong)trace.DurationNanos / 1_000_000, "x")!.Value)],
                });
            }
            catch (FormatException refusal)
            {
                return Task.FromResult(new TempoSearchAnswer { Refusal = refusal.Message });
            }
        }
    }
}
