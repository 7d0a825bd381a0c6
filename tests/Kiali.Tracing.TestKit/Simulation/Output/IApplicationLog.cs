using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>How the applications of one kind log.</summary>
internal interface IApplicationLog
{
    /// <summary>What it writes when it starts.</summary>
    IEnumerable<ApplicationLine> Startup(MeshPod pod, long atNanos);

    /// <summary>What it writes for a health check.</summary>
    IEnumerable<ApplicationLine> HealthCheck(MeshPod pod, long atNanos);

    /// <summary>What it writes for a request that it served.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="outer">The request from outside that it belongs to.</param>
    /// <param name="withStackTrace">Whether a failure's stack trace is written out.</param>
    IEnumerable<ApplicationLine> Request(Exchange exchange, SimulatedRequest outer, bool withStackTrace);
}
