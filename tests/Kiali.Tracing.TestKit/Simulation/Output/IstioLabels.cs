using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>The labels that Istio's proxies put on the metrics of an exchange, sorted by name.</summary>
internal static class IstioLabels
{
    /// <summary>The labels that sort before and after <c>le</c>, for one of the two proxies.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="atSource">Whether the caller's proxy reports.</param>
    public static (string Before, string After) Of(Mesh mesh, Exchange exchange, bool atSource)
    {
        var source = exchange.Caller.Workload;
        var destination = exchange.Callee.Workload;
        var service = exchange.Service;
        var side = atSource ? exchange.Client : exchange.Server;

        // The caller's proxy can't tell what the callee's proxy made of the connection; Istio leaves it unknown there.
        var security = atSource ? "unknown" : "mutual_tls";
        var before =
            $"connection_security_policy=\"{security}\","
            + $"destination_canonical_revision=\"{destination.Version}\",destination_canonical_service=\"{destination.App}\","
            + $"destination_cluster=\"{mesh.Scenario.Cluster}\",destination_principal=\"{Principal(mesh, destination)}\","
            + $"destination_service=\"{mesh.HostOf(service)}\",destination_service_name=\"{service.Name}\","
            + $"destination_service_namespace=\"{service.Namespace}\",destination_workload=\"{destination.Name}\","
            + $"destination_workload_namespace=\"{destination.Namespace}\",";
        var after =
            $"pod=\"{(atSource ? exchange.Caller : exchange.Callee).Name}\",reporter=\"{(atSource ? "source" : "destination")}\","
            + $"request_protocol=\"{service.Protocol}\",response_code=\"{side.Status.ToString(CultureInfo.InvariantCulture)}\","
            + $"response_flags=\"{side.Flags}\",source_canonical_revision=\"{source.Version}\","
            + $"source_canonical_service=\"{source.App}\",source_cluster=\"{mesh.Scenario.Cluster}\","
            + $"source_principal=\"{Principal(mesh, source)}\",source_workload=\"{source.Name}\","
            + $"source_workload_namespace=\"{source.Namespace}\"";
        return (before, after);
    }

    private static string Principal(Mesh mesh, ScenarioWorkload workload) =>
        $"spiffe://{mesh.Scenario.TrustDomain}/ns/{workload.Namespace}/sa/{workload.ServiceAccount}";
}
