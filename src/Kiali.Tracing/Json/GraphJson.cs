using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Json;

/// <summary>Writes a mesh graph in the JSON contract.</summary>
public static class GraphJson
{
    /// <summary>Writes the document of verb <c>graph</c>.</summary>
    /// <param name="result">The graph.</param>
    /// <param name="output">Where it goes; stays open.</param>
    public static void Write(GraphResult result, Stream output)
    {
        using ContractWriter writer = new(output);
        writer.Start("graph", result.Window, result.Complete, result.Warnings);
        writer.Json.WriteString("graphType", GraphWords.Of(result.Graph.Type));
        writer.Json.WriteStartArray("nodes");
        foreach (MeshNode node in result.Graph.Nodes)
        {
            Write(writer, node);
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteStartArray("edges");
        foreach (MeshEdge edge in result.Graph.Edges)
        {
            Write(writer, edge);
        }

        writer.Json.WriteEndArray();
        writer.Strings("unplacedSpanIds", Ids(result.Overlay?.UnplacedSpanIds ?? []));
        writer.End();
    }

    private static void Write(ContractWriter writer, MeshNode node)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("id", node.Id);
        writer.Json.WriteString("nodeType", GraphWords.Of(node.NodeType));
        writer.Json.WriteString("cluster", node.Cluster);
        writer.Json.WriteString("namespace", node.Namespace);
        writer.Json.WriteString("workload", node.Workload);
        writer.Json.WriteString("app", node.App);
        writer.Json.WriteString("version", node.Version);
        writer.Json.WriteString("service", node.Service);
        if (node.IsWaypoint)
        {
            writer.Json.WriteBoolean("isWaypoint", true);
        }

        writer.Json.WriteString("health", GraphWords.Of(node.Health));
        writer.Json.WriteStartArray("traffic");
        foreach (EdgeTraffic traffic in node.Traffic)
        {
            Write(writer, traffic);
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteBoolean("inTrace", node.InTrace);
        writer.Json.WriteBoolean("onlyInTrace", node.OnlyInTrace);
        writer.Json.WriteStartArray("spans");
        foreach (NodeSpan span in node.Spans)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("spanId", span.SpanId.ToString());
            writer.Json.WriteString("name", span.Name);
            writer.Number("startOffsetMs", span.StartOffsetMs);
            writer.Number("durationMs", span.DurationMs);
            writer.Json.WriteBoolean("error", span.Error);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    private static void Write(ContractWriter writer, MeshEdge edge)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("source", edge.Source);
        writer.Json.WriteString("target", edge.Target);
        writer.Json.WritePropertyName("traffic");
        Write(writer, edge.Traffic);
        writer.Json.WriteStartObject("responseTimeMs");
        writer.Number("avg", edge.ResponseTimes.Avg);
        writer.Number("p50", edge.ResponseTimes.P50);
        writer.Number("p95", edge.ResponseTimes.P95);
        writer.Number("p99", edge.ResponseTimes.P99);
        writer.Json.WriteEndObject();
        writer.Number("mtlsPercent", edge.MtlsPercent);
        writer.Json.WriteString("health", GraphWords.Of(edge.Health));
        writer.Json.WriteBoolean("inTrace", edge.InTrace);
        writer.Json.WriteBoolean("onlyInTrace", edge.OnlyInTrace);
        writer.Strings("spanIds", Ids(edge.SpanIds));
        writer.Json.WriteEndObject();
    }

    private static void Write(ContractWriter writer, EdgeTraffic traffic)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("protocol", traffic.Protocol);
        writer.Number("requestsPerSecond", traffic.RequestsPerSecond);
        if (traffic.MessagesPerSecond is { } messages)
        {
            writer.Number("messagesPerSecond", messages);
        }

        writer.Number("bytesPerSecond", traffic.BytesPerSecond);
        writer.Number("errorPercent", traffic.ErrorPercent);
        writer.Number("clientErrorPercent", traffic.ClientErrorPercent);
        writer.Json.WriteStartObject("byCode");
        foreach ((string code, double rate) in traffic.ByCode)
        {
            writer.Number(code, rate);
        }

        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    private static IEnumerable<string> Ids(ImmutableArray<SpanId> ids) => ids.Select(id => id.ToString());
}
