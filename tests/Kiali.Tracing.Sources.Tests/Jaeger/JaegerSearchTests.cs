using Kiali.Tracing.Sources.Tests.Tempo;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;
using static Kiali.Tracing.Sources.Tests.Jaeger.JaegerTraces;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>How one query becomes Jaeger's searches by service, and what is said of what they cannot find.</summary>
public class JaegerSearchTests
{
    [Fact]
    public async Task The_names_of_a_workload_are_tried_in_order_and_the_one_that_has_its_traces_is_told()
    {
        ModelSpan[] spans =
        [
            One(1, "reviews", 1, 1000, Proxy("reviews-v1-76d5c9f8b4-abcde", "elsewhere")),
            One(2, "reviews.bookinfo", 2, 1000, Proxy("reviews-v1-76d5c9f8b4-abcde", "bookinfo")),
            One(3, "reviews-v1.bookinfo", 3, 1000, Proxy("reviews-v1-76d5c9f8b4-abcde", "bookinfo")),
        ];
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.Http, spans);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery
        {
            Window = JaegerServer.Window,
            Workload = new WorkloadRef(null, "bookinfo", "reviews-v1"),
            ServiceCandidates = ["none", "reviews", "reviews.bookinfo", "reviews-v1.bookinfo"],
            Limit = 10,
        });
        Assert.Equal([spans[1].TraceId], answer.Value.TraceIds.AsEnumerable());
        Assert.True(answer.Complete);
        Warning note = Assert.Single(answer.Warnings);
        Assert.Equal("searched-service", note.Code);
        Assert.Contains("reviews.bookinfo", note.Message, StringComparison.Ordinal);
        Assert.Equal(["none", "reviews", "reviews.bookinfo"], ServicesAsked(server));
    }

    [Fact]
    public async Task Names_of_which_none_has_traces_are_told()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.Http, [One(1, "other", 1)]);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, ServiceCandidates = ["a", "b"] });
        Assert.Equal(0, answer.Value.Count);
        Assert.True(answer.Complete);
        Assert.Contains("a, b", Assert.Single(answer.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JaegerDialect.GrpcV2)]
    [InlineData(JaegerDialect.Http)]
    public async Task Without_a_service_all_are_searched_and_a_trace_of_several_comes_once(object dialect)
    {
        ModelSpan[] spans = [.. Enumerable.Range(1, 30).SelectMany(number => Pair((ulong)number))];
        await using JaegerServer server = await JaegerServer.StartAsync((JaegerDialect)dialect, spans);
        List<SourceProgress> progress = [];
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Limit = 12 });
        Assert.Equal(spans.Select(span => span.TraceId).Distinct().TakeLast(12), answer.Value.TraceIds);
        Assert.All(answer.Value.Traces, trace =>
        {
            Assert.Equal(2, trace.Spans.Length);
            Assert.Empty(trace.Warnings);
        });
        Assert.False(answer.Complete);
        Assert.Contains(answer.Warnings, warning => warning.Code == "searched-services" && warning.Message.Contains("11 of 11 services", StringComparison.Ordinal));
        Assert.Contains(answer.Warnings, warning => warning.Code == "limit");

        static IEnumerable<ModelSpan> Pair(ulong number)
        {
            ModelSpan root = One(number, "front " + (number % 10), (long)number);
            return [root, ChildOf(root, "back")];
        }
    }

    [Fact]
    public async Task More_services_than_are_searched_are_told()
    {
        ModelSpan[] spans = [.. Enumerable.Range(1, 103).Select(number => One((ulong)number, "service " + number.ToString("d3", System.Globalization.CultureInfo.InvariantCulture), number))];
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.Http, spans);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Limit = 200 });
        Assert.Equal(100, answer.Value.Count);
        Assert.False(answer.Complete);
        Assert.Equal(3, Assert.Single(answer.Warnings, warning => warning.Code == "limit").Count);
    }

    [Fact]
    public async Task A_service_that_cannot_be_searched_does_not_lose_the_others()
    {
        JaegerStandIn jaeger = new(JaegerDialect.Http, [One(1, "good", 1), One(2, "bad", 2)]);
        await using JaegerServer server = await JaegerServer.StartAsync(
            context =>
            {
                if (context.Request.Query["service"] == "bad")
                {
                    context.Response.StatusCode = 500;
                    return Task.CompletedTask;
                }

                return jaeger.AnswerAsync(context);
            },
            StandInWire.Http);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Limit = 5 });
        Assert.Equal(1, answer.Value.Count);
        Assert.False(answer.Complete);
        Assert.Contains("the service bad", Assert.Single(answer.Warnings, warning => warning.Code == "partial").Message, StringComparison.Ordinal);
    }

    // Kills: asking Jaeger for the tag error alone, which loses failures that only the HTTP status tells; and never asking for it, which loses old ones.
    [Theory]
    [InlineData(JaegerDialect.GrpcV2)]
    [InlineData(JaegerDialect.GrpcV3)]
    [InlineData(JaegerDialect.Http)]
    [InlineData(JaegerDialect.HttpV3)]
    public async Task Failures_are_looked_for_in_more_than_the_limit_then_by_their_tag_and_what_may_be_hidden_is_said(object dialect)
    {
        ModelSpan[] spans =
        [
            One(1, "a", 1, 1000, new ModelAttribute("http.status_code", 503L)),
            One(2, "a", 2, 1000, new ModelAttribute("error", true)),
            .. Enumerable.Range(3, 300).Select(number => One((ulong)number, "a", number)),
            One(900, "a", 400, 1000, new ModelAttribute("http.status_code", 503L)),
        ];
        await using JaegerServer server = await JaegerServer.StartAsync((JaegerDialect)dialect, spans);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Service = "a", ErrorsOnly = true, Limit = 5 });
        Assert.Equal([spans[1].TraceId, spans[^1].TraceId], answer.Value.TraceIds.AsEnumerable());
        Assert.False(answer.Complete);
        Assert.Contains("the newest 100 traces of the service a", Assert.Single(answer.Warnings).Message, StringComparison.Ordinal);
        Answer<TraceSet> all = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Service = "a", ErrorsOnly = true });
        Assert.Equal(3, all.Value.Count);
        Assert.True(all.Complete);
        Assert.Empty(all.Warnings);
    }

    [Fact]
    public async Task A_shortest_duration_is_the_traces_and_reaches_further_back_by_that_of_a_span()
    {
        ModelSpan split = One(900, "a", 400, 600_000);
        ModelSpan[] spans =
        [
            One(1, "a", 1, 1_000_000),
            .. Enumerable.Range(2, 300).Select(number => One((ulong)number, "a", number)),
            split,
            ChildOf(split, "b") with { StartMicros = split.StartMicros + 500_000 },
        ];
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.GrpcV3, spans);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Service = "a", MinDuration = TimeSpan.FromSeconds(1), Limit = 5 });
        Assert.Equal([spans[0].TraceId, split.TraceId], answer.Value.TraceIds.AsEnumerable());
        Assert.False(answer.Complete);
    }

    [Fact]
    public async Task A_search_beside_the_first_that_the_server_refuses_is_said_and_loses_nothing()
    {
        ModelSpan[] spans = [.. Enumerable.Range(1, 120).Select(number => One((ulong)number, "a", number, number == 100 ? 2_000_000 : 1000))];
        JaegerStandIn jaeger = new(JaegerDialect.Http, spans);
        await using JaegerServer server = await JaegerServer.StartAsync(
            context =>
            {
                if (context.Request.Query.ContainsKey("minDuration"))
                {
                    context.Response.StatusCode = 500;
                    return Task.CompletedTask;
                }

                return jaeger.AnswerAsync(context);
            },
            StandInWire.Http);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Service = "a", MinDuration = TimeSpan.FromSeconds(1), Limit = 3 });
        Assert.Equal(1, answer.Value.Count);
        Assert.Equal(["limit", "partial"], answer.Warnings.Select(warning => warning.Code).Order());
    }

    [Fact]
    public async Task What_began_before_the_window_and_reaches_into_it_is_found_and_what_ended_is_not()
    {
        ModelSpan[] spans = [One(1, "a", 0, 5_000_000), One(2, "a", 1, 1000), One(3, "a", 10, 1000)];
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.GrpcV2, spans);
        TimeRange window = new((Start + 3_000_000) * 1000, (Start + 20_000_000) * 1000);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = window, Service = "a", Limit = 2 });
        Assert.Equal([spans[0].TraceId, spans[2].TraceId], answer.Value.TraceIds.AsEnumerable());
        Assert.True(answer.Complete);
    }

    // The server gave more than the limit; as the last of it begins before the window, nothing within it is missing.
    [Fact]
    public async Task Traces_before_the_window_do_not_make_an_answer_incomplete()
    {
        ModelSpan[] spans = [.. Enumerable.Range(1, 50).Select(number => One((ulong)number, "a", number))];
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.GrpcV3, spans);
        TimeRange window = new((Start + 48_000_000) * 1000, (Start + 60_000_000) * 1000);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = window, Service = "a", Limit = 5 });
        Assert.Equal(3, answer.Value.Count);
        Assert.True(answer.Complete);
        Assert.Empty(answer.Warnings);
    }

    [Fact]
    public async Task Without_a_window_the_last_hour_is_searched_and_that_is_said()
    {
        ModelSpan[] spans = [One(1, "a", -3600), One(2, "a", 300)];
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.Http, spans, JaegerServer.Quick with { Clock = new StandingClock(DateTimeOffset.FromUnixTimeSeconds(1_700_000_600)) });
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Service = "a" });
        Assert.Equal([spans[1].TraceId], answer.Value.TraceIds.AsEnumerable());
        Assert.False(answer.Complete);
        Assert.Equal(
            "No window was given: what began from 2023-11-14T21:23:20.000000000Z to 2023-11-14T22:23:20.000000000Z was searched.",
            Assert.Single(answer.Warnings, warning => warning.Code == "window").Message);
    }

    // Jaeger's tags for fields are looked for in the fields, where the wire has no tags for them; 1.x ignores attributes over api_v3, so they are looked for here, too.
    [Theory]
    [InlineData(JaegerDialect.GrpcV2)]
    [InlineData(JaegerDialect.GrpcV3)]
    [InlineData(JaegerDialect.Http)]
    [InlineData(JaegerDialect.HttpV3Old)]
    [InlineData(JaegerDialect.HttpV3)]
    public async Task Attributes_are_looked_for_by_the_server_and_here(object dialect)
    {
        ModelSpan[] spans =
        [
            One(1, "a", 1, 1000, new ModelAttribute("http.status_code", 200L), new ModelAttribute("version", "v 1")),
            One(2, "a", 2, 1000, new ModelAttribute("http.status_code", 404L), new ModelAttribute("version", "v 1")),
            One(3, "a", 3) with { Kind = SpanKind.Client, Status = SpanStatusCode.Error },
        ];
        await using JaegerServer server = await JaegerServer.StartAsync((JaegerDialect)dialect, spans);
        Assert.Equal([spans[0].TraceId], await IdsAsync(new("http.status_code", "200"), new("version", "v 1")));
        Assert.Equal([spans[2].TraceId], await IdsAsync(new KeyValuePair<string, string>("span.kind", "client")));
        Assert.Equal([spans[2].TraceId], await IdsAsync(new KeyValuePair<string, string>("otel.status_code", "ERROR")));
        Assert.Empty(await IdsAsync(new KeyValuePair<string, string>("version", "v")));

        async Task<IEnumerable<TraceId>> IdsAsync(params KeyValuePair<string, string>[] attributes)
        {
            Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Window = JaegerServer.Window, Service = "a", Operation = "work", Attributes = [.. attributes], Limit = 10 });
            Assert.True(answer.Complete);
            Assert.Equal("same-span", Assert.Single(answer.Warnings).Code);
            return answer.Value.TraceIds;
        }
    }

    [Fact]
    public async Task A_query_that_makes_no_sense_is_refused_before_anything_is_asked()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.Http, []);
        await Assert.ThrowsAsync<ArgumentException>(() => server.FindAsync(new TraceQuery { RawQuery = "{}" }));
        await Assert.ThrowsAsync<ArgumentException>(() => server.FindAsync(new TraceQuery { Limit = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => server.FindAsync(new TraceQuery { MinDuration = TimeSpan.FromSeconds(2), MaxDuration = TimeSpan.FromSeconds(1) }));
        Assert.Empty(server.Server.Requests);
    }

    private static List<string> ServicesAsked(JaegerServer server)
        => [.. server.Server.Requests.Select(request => System.Web.HttpUtility.ParseQueryString(request.Split('?')[1])["service"]!)];
}
