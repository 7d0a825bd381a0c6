using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>Calls from one workload to another, so many a second.</summary>
internal sealed record SimulatedCall(int Source, int Target, double Rate, double Errors, int ProtocolNumber, int Proxies, double Bytes)
{
    public string Protocol => ProtocolNumber switch { 0 => RequestProtocols.Http, 1 => RequestProtocols.Grpc, _ => RequestProtocols.Tcp };

    /// <summary>Whether both ends are of an ambient mesh, without sidecars.</summary>
    public bool IsAmbient => Proxies == 3;

    /// <summary>Whose proxies count it: both ends', the callee's alone, the caller's alone, or a waypoint and the callee (TCP: the ztunnels).</summary>
    public ImmutableArray<string> Reporters => Proxies switch
    {
        0 => [IstioReporters.Source, IstioReporters.Destination],
        1 => [IstioReporters.Destination],
        2 => [IstioReporters.Source],
        _ => Protocol == RequestProtocols.Tcp ? [IstioReporters.Source, IstioReporters.Destination] : [IstioReporters.Waypoint, IstioReporters.Destination],
    };

    public static string ClusterOf(int workload) => workload < 5 ? "east" : "west";

    public static string NamespaceOf(int workload) => workload % 3 == 0 ? "shop" : workload % 3 == 1 ? "pay" : "log";

    public static string AppOf(int workload) => string.Create(CultureInfo.InvariantCulture, $"app{workload % 5}");

    public static string WorkloadOf(int workload) => string.Create(CultureInfo.InvariantCulture, $"app{workload % 5}-v{workload % 2}");
}
