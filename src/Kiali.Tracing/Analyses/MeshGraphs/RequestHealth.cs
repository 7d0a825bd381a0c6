using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Judges requests by Kiali's default tolerances.</summary>
internal static class RequestHealth
{
    private const double Failure = 10;
    private const double ClientDegraded = 10;
    private const double ClientFailure = 20;

    /// <summary>How requests of one protocol went.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="byCode">Requests by response code, in any unit.</param>
    /// <returns>The worst of the code classes; unknown without requests.</returns>
    public static HealthStatus Of(string protocol, IReadOnlyDictionary<string, double> byCode)
    {
        double total = byCode.Values.Sum();
        if (total <= 0)
        {
            return HealthStatus.Unknown;
        }

        HealthStatus worst = HealthStatus.Healthy;
        Judge(Share(code => ResponseCodes.IsHttp(code, '5')), double.Epsilon, Failure);
        Judge(Share(code => ResponseCodes.IsHttp(code, '4')), ClientDegraded, ClientFailure);
        Judge(Share(code => ResponseCodes.IsGrpcFailure(protocol, code)), double.Epsilon, Failure);
        Judge(Share(code => code == ResponseCodes.None), double.Epsilon, Failure);
        return worst;

        double Share(Func<string, bool> isOfClass) => byCode.Where(entry => isOfClass(entry.Key)).Sum(entry => entry.Value) / total * 100;

        void Judge(double percent, double degraded, double failing)
        {
            HealthStatus status = percent >= failing ? HealthStatus.Failing : percent >= degraded ? HealthStatus.Degraded : HealthStatus.Healthy;
            worst = status > worst ? status : worst;
        }
    }
}
