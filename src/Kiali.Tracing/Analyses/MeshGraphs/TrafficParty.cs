using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Caller or callee as metrics name them; what is not known is <c>unknown</c>.</summary>
internal readonly record struct TrafficParty(string Cluster, string Namespace, string Workload, string App, string Version) : IComparable<TrafficParty>
{
    public static bool IsKnown(string name) => name.Length > 0 && name != IstioLabels.Unknown;

    public int CompareTo(TrafficParty other)
    {
        int order = string.CompareOrdinal(Cluster, other.Cluster);
        order = order != 0 ? order : string.CompareOrdinal(Namespace, other.Namespace);
        order = order != 0 ? order : string.CompareOrdinal(Workload, other.Workload);
        order = order != 0 ? order : string.CompareOrdinal(App, other.App);
        return order != 0 ? order : string.CompareOrdinal(Version, other.Version);
    }
}
