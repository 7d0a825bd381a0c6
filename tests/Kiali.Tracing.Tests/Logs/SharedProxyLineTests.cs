using Kiali.Tracing.Logs;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

/// <summary>What proxies tell that several workloads share, and what comes beside a line.</summary>
public sealed class SharedProxyLineTests
{
    private const string Pairs = "src.addr=10.244.1.7:4711 src.workload=\"web-7d5f8c9b6d-x2k4p\" src.namespace=\"shop\" src.identity=\"spiffe://cluster.local/ns/shop/sa/web\" dst.addr=10.244.1.8:15008 dst.hbone_addr=10.244.1.8:8080 dst.service=\"cart.shop.svc.cluster.local\" dst.workload=\"cart-0\" dst.namespace=\"other\" direction=\"outbound\" bytes_sent=84 bytes_recv=182 duration=\"12ms\"";

    [Theory]
    [InlineData("access\tconnection complete")]
    [InlineData("http access\trequest complete")]
    public void A_ztunnels_line_names_the_pods_at_both_ends(string scope)
    {
        SharedProxyLine line = SharedProxyLine.Read(ContainerRole.Ztunnel, $"2026-11-14T14:00:00.5Z\tinfo\t{scope}\t{Pairs}")!;
        Assert.Equal([("shop", "web-7d5f8c9b6d-x2k4p"), ("other", "cart-0")], line.Pods.AsEnumerable());
        Assert.Equal("cart.shop.svc.cluster.local", line.Host);
        Assert.Null(SharedProxyLine.Read(ContainerRole.Ztunnel, $"2026-11-14T14:00:00.5Z\tinfo\txds\tresponse\t{Pairs}"));
        Assert.Null(SharedProxyLine.Read(ContainerRole.App, $"2026-11-14T14:00:00.5Z\tinfo\t{scope}\t{Pairs}"));
    }

    [Fact]
    public void A_ztunnels_json_says_the_same_as_its_text()
    {
        const string Json = """{"level":"error","time":"2026-11-14T14:00:00.5Z","scope":"access","message":"connection complete","src.addr":"10.244.1.7:4711","src.workload":"web-0","src.namespace":"shop","dst.addr":"10.244.1.8:15008","dst.workload":"cart-0","dst.namespace":"other","direction":"outbound","bytes_sent":84,"duration":"12ms","error":"connection refused"}""";
        Assert.Equal([("shop", "web-0"), ("other", "cart-0")], SharedProxyLine.Read(ContainerRole.Ztunnel, Json)!.Pods.AsEnumerable());
        LogLineContent content = Read(ContainerRole.Ztunnel, Json, AttributeSet.Empty);
        Assert.Equal((1_794_664_800_500_000_000, LogSeverity.Error, TrafficDirection.Outbound), (content.UnixNano, content.Severity, content.AccessLog!.Direction));
        Assert.Equal(["src.addr", "src.workload", "src.namespace", "dst.addr", "dst.workload", "dst.namespace", "direction", "bytes_sent", "duration", "error"], content.AccessLog.Fields.Select(field => field.Key));
        Assert.Null(SharedProxyLine.Read(ContainerRole.Ztunnel, """{"level":"info","time":"2026-11-14T14:00:00.5Z","scope":"xds","src.addr":"10.244.1.7:4711"}"""));
    }

    [Theory]
    [InlineData("\"envoy://connect_originate/10.244.0.32:9080\"", "10.244.0.37:52134", "10.244.0.32", "10.244.0.37")]
    [InlineData("\"[fd00::20]:9080\"", "[fd00::25]:52134", "fd00::20", "fd00::25")]
    [InlineData("\"-\"", "-", null, null)]
    public void A_waypoints_line_names_addresses_and_the_host(string upstream, string downstream, string? callee, string? caller)
    {
        string text = $"[2026-11-14T14:00:00.100Z] \"GET /details/0 HTTP/1.1\" 200 - via_upstream - \"-\" 0 178 3 2 \"-\" \"curl\" \"e7d5b6ce-5f7f-9731-8471-ca5bcd650a72\" \"details:9080\" {upstream} inbound-vip|9080|http|details.bookinfo.svc.cluster.local - 10.96.185.196:9080 {downstream} - default";
        SharedProxyLine line = SharedProxyLine.Read(ContainerRole.Waypoint, text)!;
        Assert.Equal((callee, caller, "details.bookinfo.svc.cluster.local"), (line.UpstreamAddress, line.DownstreamAddress, line.Host));
        Assert.Empty(line.Pods);
        Assert.Null(SharedProxyLine.Read(ContainerRole.Proxy, text));
    }

    [Fact]
    public void What_came_beside_a_line_counts_before_what_is_in_it()
    {
        const string Line = "ERROR trace_id=0af7651916cd43dd8448eb211c80319c span_id=b7ad6b7169203331 x-request-id=abc";
        AttributeSet beside = AttributeSet.OfTexts(("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"), ("severity_text", "WARN"));
        LogLineContent content = Read(ContainerRole.App, Line, beside);
        Assert.Equal(("4bf92f3577b34da6a3ce929d0e0e4736", LogSeverity.Warn), (Assert.Single(content.Identifiers.TraceIds).Id.ToString(), content.Severity));
        Assert.Equal(("b7ad6b7169203331", "abc"), (Assert.Single(content.Identifiers.SpanIds).ToString(), Assert.Single(content.Identifiers.RequestIds)));

        // Zeros are no id, and a word that is no severity is none.
        content = Read(ContainerRole.App, Line, AttributeSet.OfTexts(("trace_id", "00000000000000000000000000000000"), ("level", "unknown")));
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", LogSeverity.Error), (Assert.Single(content.Identifiers.TraceIds).Id.ToString(), content.Severity));
        Assert.Equal(Read(ContainerRole.App, Line, AttributeSet.Empty) with { Identifiers = content.Identifiers }, content);
    }

    private static LogLineContent Read(ContainerRole role, string body, AttributeSet beside)
        => LogLineContent.Read(new RawLogLine(1_794_664_800_000_000_000, new WorkloadRef(null, "shop", "cart"), "cart-0", "app", role, body) { Attributes = beside });
}
