using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Json;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>A mesh graph as a data frame: one row an edge, its ends named in full. Where gRPC is measured by messages there is a column more.</summary>
public static class GraphFrame
{
    /// <summary>The frame of a graph.</summary>
    /// <param name="result">The graph.</param>
    /// <returns>The frame, rows in the order of the JSON document.</returns>
    public static DataFrame Of(GraphResult result)
    {
        Dictionary<string, MeshNode> nodes = result.Graph.Nodes.ToDictionary(node => node.Id);
        FrameBuilder<MeshEdge> builder = new FrameBuilder<MeshEdge>(result.Graph.Edges)
            .Text(FrameColumns.Source, edge => edge.Source)
            .Text(FrameColumns.Target, edge => edge.Target)
            .Text(FrameColumns.SourceType, edge => GraphWords.Of(nodes[edge.Source].NodeType))
            .Text(FrameColumns.SourceCluster, edge => nodes[edge.Source].Cluster)
            .Text(FrameColumns.SourceNamespace, edge => nodes[edge.Source].Namespace)
            .Text(FrameColumns.SourceName, edge => nodes[edge.Source].Name)
            .Text(FrameColumns.TargetType, edge => GraphWords.Of(nodes[edge.Target].NodeType))
            .Text(FrameColumns.TargetCluster, edge => nodes[edge.Target].Cluster)
            .Text(FrameColumns.TargetNamespace, edge => nodes[edge.Target].Namespace)
            .Text(FrameColumns.TargetName, edge => nodes[edge.Target].Name)
            .Text(FrameColumns.Protocol, edge => edge.Traffic.Protocol)
            .Number(FrameColumns.RequestsPerSecond, edge => edge.Traffic.RequestsPerSecond);
        if (result.Options.HasMessages)
        {
            builder = builder.Number(FrameColumns.MessagesPerSecond, edge => edge.Traffic.MessagesPerSecond);
        }

        return builder
            .Number(FrameColumns.BytesPerSecond, edge => edge.Traffic.BytesPerSecond)
            .Number(FrameColumns.ErrorPercent, edge => edge.Traffic.ErrorPercent)
            .Number(FrameColumns.ClientErrorPercent, edge => edge.Traffic.ClientErrorPercent)
            .Number(FrameColumns.AvgMs, edge => edge.ResponseTimes.Avg)
            .Number(FrameColumns.P50Ms, edge => edge.ResponseTimes.P50)
            .Number(FrameColumns.P95Ms, edge => edge.ResponseTimes.P95)
            .Number(FrameColumns.P99Ms, edge => edge.ResponseTimes.P99)
            .Number(FrameColumns.MtlsPercent, edge => edge.MtlsPercent)
            .Text(FrameColumns.Health, edge => GraphWords.Of(edge.Health))
            .Boolean(FrameColumns.InTrace, edge => edge.InTrace)
            .Boolean(FrameColumns.OnlyInTrace, edge => edge.OnlyInTrace)
            .List(FrameColumns.SpanIds, edge => edge.SpanIds.Select(id => id.ToString()))
            .Build();
    }
}
