using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Tempo;
using Kiali.Tracing.Sources.Tempo.Wire;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>What real servers answered, served again byte for byte.</summary>
public class TempoRecordingsTests
{
    private const string Folder = "recordings/";

    public static TheoryData<string, string> Traces() => new()
    {
        { "envoy", "978883983d506fa5" },
        { "yelp", "a03ee8fff1dcd9b9" },
        { "nezha-ob-or-tt", "7e144dbe057e266f21f011a4f1759b39" },
        { "nezha-tt-last", "0200bdc70f6f1617d57ca905bafceea2" },
    };

    [SharedDataFact]
    public void Every_recording_of_Tempo_is_replayed_here()
        => Assert.Equal(
            [
                "tempo-Querier-FindTraceByID.0.pb", "tempo-StreamingQuerier-Search.0.pb", "tempo-err-range.txt", "tempo-err-traceql.txt", "tempo-search-frontend.json",
                "tempo-tag-values-v2.json", "tempo-tags-v2.json",
                .. Traces().SelectMany(trace => new[] { $"tempo-trace-{trace[0]}.json", $"tempo-trace-{trace[0]}.pb" }).Order(StringComparer.Ordinal),
            ],
            Directory.EnumerateFiles(SharedData.PathTo(Folder), "tempo-*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [SharedDataTheory]
    [MemberData(nameof(Traces))]
    public async Task A_trace_is_the_same_in_protobuf_in_JSON_and_in_a_file(string name, string id)
    {
        Trace expected = await FileAsync($"{Folder}tempo-trace-{name}.json");
        foreach (bool sendsJson in (bool[])[false, true])
        {
            await using TempoServer tempo = await TempoServer.StartAsync(context => context.Request.Path == $"/api/traces/{TraceId.Parse(id)}"
                ? SendAsync(context, $"tempo-trace-{name}", sendsJson || context.Request.Headers.Accept != "application/protobuf")
                : NothingAsync(context));
            Answer<Trace?> answer = await tempo.Traces.GetTraceAsync(TraceId.Parse(id), CancellationToken.None);
            Assert.True(answer.Complete);
            Assert.Equal(expected.Spans.Length, answer.Value!.Spans.Length);
            Assert.Equal(expected.Spans.Select(Describe), answer.Value.Spans.Select(Describe));
            Assert.Equal(expected.ErrorCount, answer.Value.ErrorCount);
        }
    }

    [SharedDataFact]
    public async Task The_querier_of_gRPC_gives_what_the_newer_address_gives()
    {
        Trace expected = await FileAsync($"{Folder}tempo-trace-nezha-ob-or-tt.json");
        await using TempoServer tempo = await TempoServer.StartAsync(context => context.Request.Path == $"/api/v2/traces/{expected.TraceId}"
            ? SendAsync(context, "tempo-Querier-FindTraceByID.0.pb", "application/protobuf")
            : StandInServer.Refuse(context));
        Answer<Trace?> answer = await tempo.Traces.GetTraceAsync(expected.TraceId, CancellationToken.None);
        Assert.True(answer.Complete);
        Assert.Equal(expected.Spans.Select(Describe), answer.Value!.Spans.Select(Describe));
    }

    [SharedDataFact]
    public async Task A_search_gives_all_traces_that_it_found()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(context => context.Request.Path == "/api/search"
            ? SendAsync(context, "tempo-search-frontend.json", "application/json")
            : NothingAsync(context));
        TraceQuery query = new() { RawQuery = "{ resource.service.name = \"frontend\" } with (most_recent=true)", Window = new TimeRange(1_661_261_000_000_000_000, 1_661_262_000_000_000_000), Limit = 19 };
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(query, CancellationToken.None);
        using JsonDocument recording = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedData.PathTo(Folder + "tempo-search-frontend.json")));
        JsonElement[] traces = [.. recording.RootElement.GetProperty("traces").EnumerateArray()];
        Assert.Equal(20, traces.Length);
        string[] wanted = [.. traces.Select(trace => trace.GetProperty("traceID").GetString()!.PadLeft(32, '0')).Order(StringComparer.Ordinal)];
        string[] asked = [.. tempo.Server.Requests.Where(request => request.StartsWith("GET /api/traces/", StringComparison.Ordinal)).Select(request => request["GET /api/traces/".Length..].Split('?')[0]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(wanted, asked);
        Assert.Contains(found.Warnings, warning => warning is { Code: "missing-trace", Count: 20 });

        ImmutableArray<TempoHit> hits = TempoJson.ReadSearch(await File.ReadAllBytesAsync(SharedData.PathTo(Folder + "tempo-search-frontend.json"))).Hits;
        Assert.Equal(traces.Select(trace => long.Parse(trace.GetProperty("startTimeUnixNano").GetString()!, CultureInfo.InvariantCulture)), hits.Select(hit => hit.StartUnixNano));
        Assert.All(hits.Zip(traces), pair => Assert.InRange(
            pair.First.EndUnixNano - pair.First.StartUnixNano - ((pair.Second.TryGetProperty("durationMs", out JsonElement duration) ? duration.GetInt64() : 0) * 1_000_000), 0, 1_000_000));
        Assert.All(hits, hit => Assert.True(hit.HasRoot));
    }

    [SharedDataFact]
    public async Task A_recorded_stream_is_asked_for_with_the_recorded_message_and_read()
    {
        using JsonDocument index = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedData.PathTo(Folder + "grpc-index.json")));
        byte[] request = Convert.FromHexString(index.RootElement.EnumerateArray().Single(item => item.GetProperty("name").GetString() == "tempo-StreamingQuerier-Search").GetProperty("req_hex").GetString()!);
        SearchRequest recorded = SearchRequest.Parser.ParseFrom(request);
        SearchRequest ours = TempoMapping.RequestOf(new TempoSearchQuestion("{}", recorded.Start, recorded.End, 20));
        ours.SpansPerSpanSet = 0;
        Assert.Equal(Convert.ToHexString(request), Convert.ToHexString(ours.ToByteArray()));

        byte[] message = await File.ReadAllBytesAsync(SharedData.PathTo(Folder + "tempo-StreamingQuerier-Search.0.pb"));
        string id = SearchResponse.Parser.ParseFrom(message).Traces.Single().TraceId;
        await using TempoServer tempo = await TempoServer.StartAsync(
            context => context.Request.Path == TempoGrpc.SearchPath ? GrpcReply.WriteAsync(context, [message]) : NothingAsync(context), StandInWire.Grpc);
        Answer<TraceSet> found = await tempo.Traces.FindTracesAsync(
            new TraceQuery { Window = new TimeRange(recorded.Start * 1_000_000_000L, recorded.End * 1_000_000_000L) }, CancellationToken.None);
        Assert.Contains(tempo.Server.Requests, asked => asked.StartsWith($"GET /api/traces/{TraceId.Parse(id)}", StringComparison.Ordinal));
        Assert.Equal("missing-trace", Assert.Single(found.Warnings).Code);
    }

    [SharedDataFact]
    public async Task Refusals_are_told_in_the_servers_words()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(context => SendAsync(
            context, context.Request.Query["start"] == "10" ? "tempo-err-range.txt" : "tempo-err-traceql.txt", "text/plain; charset=utf-8", 400));
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => tempo.Traces.FindTracesAsync(new TraceQuery { RawQuery = "{ bad", Window = Windows.All }, CancellationToken.None));
        Assert.Contains("invalid TraceQL query: parse error at line 1, col 3: syntax error: unexpected IDENTIFIER.", refusal.Message, StringComparison.Ordinal);
        refusal = await Assert.ThrowsAsync<ArgumentException>(() => tempo.Traces.FindTracesAsync(
            new TraceQuery { RawQuery = "{}", Window = new TimeRange(10_000_000_000, 12_000_000_000) }, CancellationToken.None));
        Assert.Contains("http parameter start must be before end. received start=10 end=5", refusal.Message, StringComparison.Ordinal);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => tempo.Traces.FindTracesAsync(new TraceQuery { Window = Windows.All }, CancellationToken.None));
        Assert.Contains("unexpected IDENTIFIER", failure.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Services_are_the_recorded_values()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(context => context.Request.Path == "/api/v2/search/tag/resource.service.name/values"
            ? SendAsync(context, "tempo-tag-values-v2.json", "application/json")
            : StandInServer.Refuse(context));
        ImmutableArray<string> services = (await tempo.Traces.GetServicesAsync(CancellationToken.None)).Value;
        using JsonDocument recording = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedData.PathTo(Folder + "tempo-tag-values-v2.json")));
        Assert.Equal(
            recording.RootElement.GetProperty("tagValues").EnumerateArray().Where(value => value.TryGetProperty("value", out _)).Select(value => value.GetProperty("value").GetString()!).Order(StringComparer.Ordinal),
            services.AsEnumerable());
    }

    [SharedDataFact]
    public async Task Every_attribute_of_a_real_server_can_be_asked_for()
    {
        using JsonDocument recording = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedData.PathTo(Folder + "tempo-tags-v2.json")));
        string[] keys =
        [
            .. recording.RootElement.GetProperty("scopes").EnumerateArray()
                .Where(scope => scope.GetProperty("name").GetString() is "span" or "resource")
                .SelectMany(scope => scope.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)),
        ];
        Assert.True(keys.Length > 50);
        foreach (string key in keys)
        {
            TraceQlProgram.Parse(TraceQlQuery.Of(new TraceQuery { Attributes = [KeyValuePair.Create(key, "x")] }, TraceQlDialect.MostRecent));
            Assert.NotNull(TraceQlText.NameOf("span", key, TraceQlDialect.MostRecent));
        }
    }

    [SharedDataFact]
    public async Task Kialis_own_fixtures_are_read_whole()
    {
        byte[] search = await File.ReadAllBytesAsync(SharedData.PathTo("kiali/tracingtest-response.json"));
        using JsonDocument document = JsonDocument.Parse(search);
        TempoSearchAnswer answer = TempoJson.ReadSearch(search);
        Assert.Equal(document.RootElement.GetProperty("traces").EnumerateArray().Select(trace => TraceId.Parse(trace.GetProperty("traceID").GetString())), answer.Hits.Select(hit => hit.Id));
        Assert.Equal(0, answer.UnreadableIds);

        Trace expected = await FileAsync("kiali/tracingtest-responseTrace.json");
        byte[] body = await File.ReadAllBytesAsync(SharedData.PathTo("kiali/tracingtest-responseTrace.json"));
        SpanColumnsBuilder columns = new();
        ReadTally tally = new("trace");
        Assert.True(TempoTraceReader.Read("tempo+http://x", new TempoTraceBody(body, HasStatus: false, SaysJson: true), columns, tally, CancellationToken.None));
        Assert.Empty(tally.ToWarnings());
        Trace read = Assert.Single(TraceSet.Create([columns.Build()]).Traces);
        Assert.Equal(expected.Spans.Select(Describe), read.Spans.Select(Describe));
        Assert.Contains(read.Spans, span => span.ParentSpanId is not null);
    }

    private static async Task<Trace> FileAsync(string name)
    {
        await using OpenedSource file = await SourceRegistry.OpenAsync("file:" + SharedData.PathTo(name), new SourceOpenOptions(), CancellationToken.None);
        return Assert.Single((await file.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.Traces);
    }

    private static string Describe(Span span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.SpanId} {span.ParentSpanId} {span.Name} {span.Kind} {span.StatusCode} {span.StartUnixNano} {span.EndUnixNano} {span.Scope.Name} {string.Join(',', span.Attributes)} {string.Join(',', span.Resource.Attributes)} {span.Events.Length} {span.Links.Length}");

    private static Task SendAsync(HttpContext context, string name, bool isJson)
        => SendAsync(context, name + (isJson ? ".json" : ".pb"), isJson ? "application/json" : "application/protobuf");

    private static async Task SendAsync(HttpContext context, string file, string mediaType, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        await context.Response.Body.WriteAsync(await File.ReadAllBytesAsync(SharedData.PathTo(Folder + file)));
    }

    private static Task NothingAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(context.Request.Path.StartsWithSegments("/api/traces", StringComparison.Ordinal) ? "trace not found" : "404 page not found\n");
    }
}
