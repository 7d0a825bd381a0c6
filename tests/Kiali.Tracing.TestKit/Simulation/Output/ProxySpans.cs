using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>
/// Spans of Istio's proxies as they come out of a Zipkin tracer: all values are strings, the status is never set, and a 5xx or
/// a missing answer is marked by the tag <c>error</c>.
/// </summary>
internal static class ProxySpans
{
    private const int ServerKind = 2;
    private const int ClientKind = 3;

    public static SpanDraft Client(Mesh mesh, SimulatedRequest request, Exchange exchange, ulong parent) =>
        Draft(mesh, request, exchange, exchange.Client, ClientKind, parent);

    public static SpanDraft Server(Mesh mesh, SimulatedRequest request, Exchange exchange) =>
        Draft(mesh, request, exchange, exchange.Server, ServerKind, exchange.Client.SpanId);

    private static SpanDraft Draft(Mesh mesh, SimulatedRequest request, Exchange exchange, ExchangeSide side, int kind, ulong parent)
    {
        return new SpanDraft
        {
            Id = side.SpanId,
            ParentId = parent,
            Name = $"{mesh.HostOf(exchange.Service)}:{exchange.Service.Port}{exchange.Service.Operation}",
            Kind = kind,
            StartNanos = side.StartNanos,
            EndNanos = side.EndNanos,
            Attributes = json => Attributes(json, mesh, request, exchange, side, kind == ClientKind),
        };
    }

    private static void Attributes(
        Utf8JsonWriter json, Mesh mesh, SimulatedRequest request, Exchange exchange, ExchangeSide side, bool client)
    {
        var pod = client ? exchange.Caller : exchange.Callee;
        var upstream = ProxyNames.UpstreamCluster(mesh, exchange, client);
        var size = side.BodyBytes.ToString(CultureInfo.InvariantCulture);
        void Tag(string key, string value) => OtlpJson.Attribute(json, key, value);

        Tag("node_id", NodeId(mesh, pod));
        Tag("component", "proxy");
        Tag("http.method", "GET");
        Tag("http.url", $"http://{ProxyNames.Authority(mesh, exchange)}{exchange.Path}");
        Tag("http.protocol", "HTTP/1.1");
        Tag("http.status_code", side.Status.ToString(CultureInfo.InvariantCulture));
        Tag("response_flags", side.Flags);
        Tag("request_size", "0");
        Tag("response_size", size);
        Tag("downstream_cluster", "-");
        Tag("upstream_cluster", upstream);
        Tag("upstream_cluster.name", upstream);
        Tag("peer.address", Peer(mesh, exchange, client));
        Tag("net.host.ip", pod.Address);
        Tag("user_agent", request.UserAgent);
        Tag("guid:x-request-id", request.RequestId);
        Tag("istio.canonical_service", pod.Workload.App);
        Tag("istio.canonical_revision", pod.Workload.Version);
        Tag("istio.namespace", pod.Workload.Namespace);
        Tag("istio.mesh_id", mesh.Scenario.MeshId);
        Tag("istio.cluster_id", mesh.Scenario.Cluster);
        if (side.Failed)
        {
            Tag("error", "true");
        }
    }

    // The address the proxy was called from: a sidecar's client side is called by the application beside it.
    private static string Peer(Mesh mesh, Exchange exchange, bool client) => (client, exchange.Caller.Workload.Role) switch
    {
        (true, WorkloadRole.Gateway) => mesh.Scenario.Traffic.ClientAddress,
        _ => exchange.Caller.Address,
    };

    private static string NodeId(Mesh mesh, MeshPod pod)
    {
        var role = pod.Workload.Role == WorkloadRole.Gateway ? "router" : "sidecar";
        var space = pod.Workload.Namespace;
        return $"{role}~{pod.Address}~{pod.Name}.{space}~{space}.svc.{mesh.Scenario.TrustDomain}";
    }
}
