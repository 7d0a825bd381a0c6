using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>The traffic of an edge out of its rates by response code, for graphs that others made.</summary>
public static class RequestTraffic
{
    /// <summary>The traffic of requests, with the shares of errors by the classes of <see cref="EdgeTraffic.ErrorPercent"/>.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="byCode">Requests a second by response code.</param>
    /// <returns>The traffic.</returns>
    public static EdgeTraffic Of(string protocol, IReadOnlyDictionary<string, double> byCode) => SumOf(protocol, byCode).ToTraffic();

    /// <summary>How requests went, by Kiali's tolerances.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="byCode">Requests by response code, in any unit.</param>
    /// <returns>The worst of the code classes; unknown without requests.</returns>
    public static HealthStatus HealthOf(string protocol, IReadOnlyDictionary<string, double> byCode) => RequestHealth.Of(protocol, byCode);

    private static TrafficSum SumOf(string protocol, IReadOnlyDictionary<string, double> byCode)
    {
        TrafficSum sum = new(protocol);
        foreach ((string code, double rate) in byCode)
        {
            sum.AddRequests(code, rate);
        }

        return sum;
    }
}
