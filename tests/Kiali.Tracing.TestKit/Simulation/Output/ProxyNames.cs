using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Names that a proxy uses alike in spans and access logs.</summary>
internal static class ProxyNames
{
    /// <summary>The cluster that a proxy sends to: the service on the caller's side, its own application on the callee's.</summary>
    public static string UpstreamCluster(Mesh mesh, Exchange exchange, bool client) => client
        ? $"outbound|{exchange.Service.Port}||{mesh.HostOf(exchange.Service)}"
        : $"inbound|{exchange.Service.Port}||";

    /// <summary>The host that was asked for: what the client outside wrote, or the service's short name.</summary>
    public static string Authority(Mesh mesh, Exchange exchange) => exchange.Caller.Workload.Role == WorkloadRole.Gateway
        ? mesh.Scenario.Traffic.Authority
        : $"{exchange.Service.Name}:{exchange.Service.Port}";
}
