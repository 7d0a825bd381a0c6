using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Loki;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Loki;

public sealed class LokiSourceTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Ztunnel = "2026-11-14T14:00:00.5Z\tinfo\taccess\tconnection complete\tsrc.addr=10.244.1.7:4711 src.workload=\"{0}\" src.namespace=\"shop\" dst.addr=10.244.1.8:15008 dst.service=\"cart.shop.svc.cluster.local\" dst.workload=\"{1}\" dst.namespace=\"shop\" direction=\"outbound\" bytes_sent=84 bytes_recv=182 duration=\"12ms\"";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trace_id_beside_a_line_joins_it(bool categorizes)
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        bench.Loki.CategorizesLabels = categorizes;
        LokiStreams.Add(
            bench.Loki, CollectorStyle.OpenTelemetry, LokiBench.Line("cart", "cart-7d5f8c9b6d-x2k4p", "payment refused"), ("trace_id", TraceId), ("span_id", "00f067aa0ba902b7"), ("severity_text", "ERROR"));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query());
        LogLine line = Assert.Single(Merge(answer));
        Assert.Equal((LogJoin.TraceId, TraceId, "00f067aa0ba902b7", LogSeverity.Error), (line.Join, line.TraceId?.ToString(), line.SpanId?.ToString(), line.Severity));
        Assert.Equal("payment refused", line.Message);
    }

    [Fact]
    public async Task A_json_line_joins_by_what_is_in_it()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-0", $$"""{"level":"warn","trace_id":"{{TraceId}}","msg":"slow"}"""));
        LogLine line = Assert.Single(Merge(await bench.FindAsync(LokiBench.Query())));
        Assert.Equal((LogJoin.TraceId, LogSeverity.Warn), (line.Join, line.Severity));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("2026-11-14T14:00:09.000080000Z stdout F the line", "the line")]
    [InlineData("{\"log\":\"the line\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-14T14:00:09Z\"}", "the line")]
    [InlineData("{\"log\":\"kept as it is\"}", "{\"log\":\"kept as it is\"}")]
    [InlineData("{\"log\":1,\"stream\":\"stdout\"}", "{\"log\":1,\"stream\":\"stdout\"}")]
    [InlineData("{\"log\":", "{\"log\":")]
    [InlineData("cr\r\n", "cr")]
    public void A_line_is_taken_out_of_what_collectors_wrap_around_it(string held, string line) => Assert.Equal(line, LokiBody.Unwrap(held));

    [Fact]
    public async Task A_stack_trace_that_a_collector_put_together_is_lines_again()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-0", "java.lang.IllegalStateException: no\r\n\tat shop.Cart.pay(Cart.java:7)\n\tat shop.Cart.main(Cart.java:3)"));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query());
        Assert.Equal(["java.lang.IllegalStateException: no", "\tat shop.Cart.pay(Cart.java:7)", "\tat shop.Cart.main(Cart.java:3)"], answer.Value.Select(line => line.Body));
        Assert.Equal([false, true, true], Merge(answer).Select(line => line.ContinuesLine));
    }

    [Fact]
    public async Task A_ztunnels_lines_come_with_the_workload_they_are_about()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        string[] lines =
        [
            string.Format(null, CompositeFormat.Parse(Ztunnel), "web-7d5f8c9b6d-x2k4p", "cart-7d5f8c9b6d-aaaaa"),
            string.Format(null, CompositeFormat.Parse(Ztunnel), "web-7d5f8c9b6d-x2k4p", "cart-db-7d5f8c9b6d-aaaaa"),
            """{"level":"info","time":"2026-11-14T14:00:00.5Z","scope":"access","message":"connection complete","src.addr":"10.244.1.7:4711","src.workload":"cart-7d5f8c9b6d-aaaaa","src.namespace":"shop","dst.addr":"10.244.1.9:15008","dst.workload":"pay-0","dst.namespace":"shop","direction":"outbound"}""",
            "2026-11-14T14:00:00.5Z\tinfo\txds::client\treceived response\tcart-7d5f8c9b6d-aaaaa",
        ];
        for (int index = 0; index < lines.Length; index++)
        {
            LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("ztunnel", "ztunnel-x2k4p", lines[index], index, "istio-proxy", "istio-system"));
        }

        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-7d5f8c9b6d-aaaaa", "own line", 10));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query(new WorkloadRef(null, "shop", "cart")));
        Assert.Equal([lines[0], lines[2], "own line"], answer.Value.Select(line => line.Body));
        Assert.Equal([ContainerRole.Ztunnel, ContainerRole.Ztunnel, ContainerRole.App], answer.Value.Select(line => line.Role));
        Assert.Equal("ztunnel.istio-system", answer.Value[0].Workload.ToString());
        Assert.Equal([lines[0], lines[1], lines[2], "own line"], (await bench.FindAsync(LokiBench.Query() with { Namespaces = ["shop"] })).Value.Select(line => line.Body));
        Assert.Equal(4, (await bench.FindAsync(LokiBench.Query(new WorkloadRef(null, "istio-system", "ztunnel")))).Value.Length);
    }

    [Fact]
    public async Task A_tenant_is_named_by_its_header_and_asked_for_when_it_is_missing()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        bench.Loki.Tenant = "team-a";
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-0", "line"));
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => bench.FindAsync(LokiBench.Query()));
        Assert.Contains("--header X-Scope-OrgID=NAME", failure.Message, StringComparison.Ordinal);
        SourceOpenOptions options = LokiBench.Quick with { Access = new SourceAccess { Headers = [AccessHeader.Parse("X-Scope-OrgID=team-a")] } };
        Assert.Single((await bench.FindAsync(LokiBench.Query(), options)).Value);
    }

    [Fact]
    public async Task What_loki_says_of_its_answer_is_said()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        bench.Loki.Warnings.Add("partial results: ingester-2 did not answer");
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-0", "line"));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query());
        Assert.False(answer.Complete);
        Assert.Contains("ingester-2", Assert.Single(answer.Warnings, warning => warning.Code == "server-warning").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_before_all_that_is_kept_is_empty_and_said()
    {
        await using StandInServer server = await StandInServer.StartAsync(async context =>
        {
            bool isQuery = context.Request.Path.Value!.EndsWith("query_range", StringComparison.Ordinal);
            context.Response.StatusCode = isQuery ? 400 : 200;
            await context.Response.Body.WriteAsync(isQuery
                ? "this data is no longer available, it is past now - max_query_lookback (720h0m0s)"u8.ToArray()
                : """{"status":"success","data":["namespace","pod"]}"""u8.ToArray());
        });
        await using OpenedSource source = LokiSource.Open("loki+http://" + server.Authority, LokiBench.Quick, new LokiOptions());
        Answer<ImmutableArray<RawLogLine>> answer = await source.Logs!.FindLinesAsync(LokiBench.Query(), CancellationToken.None);
        Assert.Empty(answer.Value);
        Assert.Equal(["retention"], answer.Warnings.Select(warning => warning.Code));
    }

    [Theory]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{},\"values\":[[\"x\",\"a\"],[\"1794664800000000000\"],[1794664800000000001,\"b\"],[\"1794664800000000002\",\"c\",{\"structuredMetadata\":{\"trace_id\":1}}],7]},7]}}", 2, 4)]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"namespace\":\"shop\"},\"values\":[[\"1794664800000000000\",\"\\ud800\"]]}]}}", 1, 0)]
    public async Task What_cannot_be_read_of_an_answer_is_counted(string body, int lines, int unreadable)
    {
        LokiPage page = await LokiJson.ReadPageAsync(new MemoryStream(Encoding.UTF8.GetBytes(body)), forward: false, CancellationToken.None);
        Assert.Equal((lines, unreadable), (page.Entries.Length, page.Unreadable));
    }

    [Theory]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}")]
    [InlineData("{\"status\":\"error\"}")]
    [InlineData("[]")]
    [InlineData("{\"status\":\"success\",\"data\":7}")]
    public async Task An_answer_of_another_kind_is_refused(string body)
        => await Assert.ThrowsAsync<FormatException>(() => LokiJson.ReadPageAsync(new MemoryStream(Encoding.UTF8.GetBytes(body)), forward: false, CancellationToken.None));

    [Theory]
    [InlineData(true, "3.5.3", "Loki 3.5.3")]
    [InlineData(false, null, "Loki")]
    public async Task A_probe_tells_the_version_where_loki_does(bool tells, string? version, string message)
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        bench.Loki.TellsVersion = tells;
        await using OpenedSource source = await SourceRegistry.OpenAsync(bench.Uri, LokiBench.Quick, CancellationToken.None);
        Assert.Empty(bench.Server.Requests);
        Assert.Equal(new SourceProbe(version, message), await source.Probe!(CancellationToken.None));
        Assert.Equal(["logs"], source.Capabilities.AsEnumerable());
        Assert.True(source.IsLive);
    }

    private static ImmutableArray<LogLine> Merge(Answer<ImmutableArray<RawLogLine>> lines)
    {
        TimeRange window = LokiBench.Query().Window;
        return LogsAnalysis.Compute(lines, Answer.Whole<ImmutableArray<Trace>>([TraceOf()]), new AnalysisWindow(window, window.EndUnixNano, true), new LogsOptions()).Lines;
    }

    private static Trace TraceOf()
    {
        SpanColumnsBuilder builder = new();
        builder.SetIds(new TraceId(0x4bf92f3577b34da6, 0xa3ce929d0e0e4736), new SpanId(0x00f067aa0ba902b7));
        builder.SetName(builder.AddString("pay"));
        builder.SetTimes(LokiBench.Start, LokiBench.Start + 1000);
        builder.SetOrigin(builder.AddResource(new Resource(AttributeSet.OfTexts(("service.name", "cart")))), 0);
        builder.Commit();
        return Trace.Create([builder.Build().GetSpan(0)]);
    }
}
