using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Traces by their ids: which address is asked, what a part and what an absent trace is.</summary>
public class TempoTraceTests
{
    private static readonly TraceId Second = ContractSpans.All[3].TraceId;

    [Theory]
    [InlineData(false, StandInWire.Http)]
    [InlineData(true, StandInWire.Http)]
    [InlineData(false, StandInWire.Grpc)]
    public async Task A_part_of_a_trace_is_incomplete_and_says_why(bool sendsJson, StandInWire wire)
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { Partial = [Second], SendsJson = sendsJson }, wire);
        Answer<Trace?> answer = await tempo.Traces.GetTraceAsync(Second, CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.Equal(2, answer.Value!.Spans.Length);
        Warning warning = Assert.Single(answer.Warnings);
        Assert.Equal("partial-trace", warning.Code);
        Assert.Contains("exceeds maximum size of 64 bytes", warning.Message, StringComparison.Ordinal);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(new TraceQuery { Window = Windows.All }, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal(4, found.Value.Count);
        Assert.Equal("partial-trace", Assert.Single(found.Warnings).Code);
    }

    [Fact]
    public async Task A_whole_trace_comes_in_protobuf_from_the_newer_address_in_one_request()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All));
        Answer<Trace?> answer = await tempo.Traces.GetTraceAsync(Second, CancellationToken.None);
        Assert.True(answer.Complete);
        Assert.Equal(3, answer.Value!.Spans.Length);
        Assert.Empty(answer.Warnings);
        Assert.Equal([$"GET /api/v2/traces/{Second}"], tempo.Server.Requests);
    }

    [Fact]
    public async Task A_server_without_the_newer_address_is_asked_there_once()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { IsOld = true });
        Assert.NotNull((await tempo.Traces.GetTraceAsync(Second, CancellationToken.None)).Value);
        Assert.NotNull((await tempo.Traces.GetTraceAsync(Second, CancellationToken.None)).Value);
        Assert.Equal([$"GET /api/v2/traces/{Second}", $"GET /api/traces/{Second}", $"GET /api/traces/{Second}"], tempo.Server.Requests);
    }

    // Kills: taking the newer address's 404 for an absent trace before it ever gave one; remembering it as absent though the trace was meant.
    [Theory]
    [InlineData("trace not found")]
    [InlineData("")]
    [InlineData("404 page not found\n")]
    public async Task A_404_of_the_newer_address_is_looked_into_at_the_older_one(string body)
    {
        TempoStandIn old = new(ContractSpans.All) { IsOld = true };
        await using TempoServer tempo = await TempoServer.StartAsync(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/api/v2", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 404;
                await context.Response.WriteAsync(body);
                return;
            }

            await old.AnswerAsync(context);
        });
        Assert.Null((await tempo.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None)).Value);
        Assert.NotNull((await tempo.Traces.GetTraceAsync(Second, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task An_id_that_a_newer_server_lacks_is_no_trace_by_its_404_as_by_its_empty_answer()
    {
        TempoStandIn tempoNow = new(ContractSpans.All);
        bool says404 = false;
        await using TempoServer tempo = await TempoServer.StartAsync(async context =>
        {
            await tempoNow.AnswerAsync(context);
            context.Response.StatusCode = says404 ? 404 : context.Response.StatusCode;
        });
        Assert.Null((await tempo.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None)).Value);
        says404 = true;
        Assert.Null((await tempo.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None)).Value);
        Assert.Equal(2, tempo.Server.Requests.Count);
    }

    [Theory]
    [InlineData("text/plain", "404 page not found")]
    [InlineData("text/html", "<html>no such page</html>")]
    [InlineData("application/json", "{\"message\":\"no Route matched with those values\"}")]
    public async Task A_wrong_path_is_an_error_and_no_absent_trace(string mediaType, string body)
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn([]));
        tempo.Server.Fault = new StandInFault { Status = 404, MediaType = mediaType, Body = body };
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => tempo.Traces.GetTraceAsync(Second, CancellationToken.None));
        Assert.Contains("check the path", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_that_is_found_but_not_given_is_counted()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { Missing = [Second] });
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(new TraceQuery { Window = Windows.All }, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal(3, found.Value.Count);
        Warning warning = Assert.Single(found.Warnings);
        Assert.Equal(("missing-trace", 1), (warning.Code, warning.Count));
    }

    [Fact]
    public async Task A_trace_that_cannot_be_got_is_counted_and_all_of_them_are_a_failure()
    {
        TempoStandIn one = new(ContractSpans.All) { Failing = [Second] };
        await using TempoServer tempo = await TempoServer.StartAsync(one);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(new TraceQuery { Window = Windows.All }, CancellationToken.None);
        Assert.False(found.Complete);
        Assert.Equal(3, found.Value.Count);
        Warning warning = Assert.Single(found.Warnings);
        Assert.Equal(("trace-failed", 1), (warning.Code, warning.Count));
        Assert.Contains("status 500", warning.Message, StringComparison.Ordinal);

        await using TempoServer none = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { Failing = [.. ContractSpans.All.Select(span => span.TraceId)] });
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => none.Traces.FindTracesAsync(new TraceQuery { Window = Windows.All }, CancellationToken.None));
        Assert.Contains("status 500", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_found_trace_is_looked_for_around_its_times_unless_its_root_was_not_seen_or_it_is_not_there()
    {
        TraceId third = ContractSpans.All[6].TraceId;
        TempoStandIn standIn = new(ContractSpans.All) { Rootless = [Second], Elsewhere = [third] };
        await using TempoServer tempo = await TempoServer.StartAsync(standIn);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(new TraceQuery { Window = Windows.All }, CancellationToken.None);
        Assert.True(found.Complete);
        Assert.Equal(4, found.Value.Count);
        string[] asked = [.. tempo.Server.Requests.Where(request => request.Contains("/traces/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string first = ContractSpans.All[0].TraceId.ToString();
        string last = ContractSpans.All[9].TraceId.ToString();
        Assert.Equal(
            [
                $"GET /api/v2/traces/{first}?start=1699996400&end=1700003601",
                $"GET /api/v2/traces/{Second}",
                $"GET /api/v2/traces/{third}",
                $"GET /api/v2/traces/{third}?start=1699996400&end=1700003601",
                $"GET /api/v2/traces/{last}?start=1699996401&end=1700003602",
            ],
            asked);
    }

    [Fact]
    public async Task A_damaged_trace_keeps_what_is_whole_and_says_so()
    {
        TempoStandIn whole = new(ContractSpans.All);
        await using TempoServer tempo = await TempoServer.StartAsync(whole);
        tempo.Server.Fault = new StandInFault { TruncateAfter = 300 };
        Answer<Trace?> answer = await tempo.Traces.GetTraceAsync(Second, CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.InRange(answer.Value!.Spans.Length, 1, 2);
        Assert.Equal("truncated", Assert.Single(answer.Warnings).Code);

        tempo.Server.Fault = new StandInFault { TruncateAfter = 20 };
        Assert.Contains("cannot be read", (await Assert.ThrowsAsync<SourceException>(() => tempo.Traces.GetTraceAsync(Second, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_in_JSON_that_is_something_else_is_refused_with_what_it_is()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn([]));
        tempo.Server.Fault = new StandInFault { Status = 200, MediaType = "application/json", Body = "{\"traceID\":\"1\",\"error\":\"x\"}" };
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => tempo.Traces.GetTraceAsync(Second, CancellationToken.None));
        Assert.Contains("cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(405)]
    [InlineData(415)]
    public async Task A_port_that_serves_gRPC_only_says_what_to_give_in_its_place(int status)
    {
        TempoStandIn standIn = new(ContractSpans.All);
        await using TempoServer tempo = await TempoServer.StartAsync(
            context =>
            {
                if (context.Request.Method == "POST")
                {
                    return standIn.AnswerAsync(context);
                }

                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            StandInWire.Grpc);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => tempo.Traces.FindTracesAsync(new TraceQuery { Window = Windows.All }, CancellationToken.None));
        Assert.Contains("stream_over_http_enabled", failure.Message, StringComparison.Ordinal);
    }
}
