using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Something that lines can be split by: a label, which may be another one on each side of the traffic.</summary>
/// <param name="Word">What it is called, for instance <c>remote-app</c>; a label's own name otherwise.</param>
/// <param name="Inbound">The label of requests that the workload answers.</param>
/// <param name="Outbound">The label of requests that it makes.</param>
public sealed partial record MetricGrouping(string Word, string Inbound, string Outbound)
{
    /// <summary>What Kiali offers, and the clusters: the workload's version, the other end's names, and what became of the request.</summary>
    public static ImmutableArray<MetricGrouping> Known { get; } =
    [
        new("version", IstioLabels.DestinationCanonicalRevision, IstioLabels.SourceCanonicalRevision),
        new("remote-cluster", IstioLabels.SourceCluster, IstioLabels.DestinationCluster),
        new("remote-namespace", IstioLabels.SourceWorkloadNamespace, IstioLabels.DestinationWorkloadNamespace),
        new("remote-workload", IstioLabels.SourceWorkload, IstioLabels.DestinationWorkload),
        new("remote-app", IstioLabels.SourceCanonicalService, IstioLabels.DestinationCanonicalService),
        new("remote-version", IstioLabels.SourceCanonicalRevision, IstioLabels.DestinationCanonicalRevision),
        new("service", IstioLabels.DestinationServiceName, IstioLabels.DestinationServiceName),
        new("protocol", IstioLabels.RequestProtocol, IstioLabels.RequestProtocol),
        new("code", IstioLabels.ResponseCode, IstioLabels.ResponseCode),
        new("grpc-status", IstioLabels.GrpcResponseStatus, IstioLabels.GrpcResponseStatus),
        new("flags", IstioLabels.ResponseFlags, IstioLabels.ResponseFlags),
        new("security", IstioLabels.ConnectionSecurityPolicy, IstioLabels.ConnectionSecurityPolicy),
    ];

    /// <summary>Reads a grouping: one of <see cref="Known"/>, or the name of any label but <c>reporter</c> and <c>le</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="grouping">The grouping; null when it is none.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, out MetricGrouping? grouping)
    {
        grouping = Known.FirstOrDefault(known => known.Word == text);
        if (grouping is null && text is not (IstioLabels.Reporter or IstioLabels.UpperBound) && LabelName().IsMatch(text))
        {
            grouping = new MetricGrouping(text, text, text);
        }

        return grouping is not null;
    }

    /// <summary>The label on one side of the traffic.</summary>
    /// <param name="direction">Which side.</param>
    /// <returns>The label's name.</returns>
    public string LabelOf(TrafficDirection direction) => direction == TrafficDirection.Inbound ? Inbound : Outbound;

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex LabelName();
}
