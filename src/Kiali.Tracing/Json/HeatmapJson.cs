using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;

namespace Kiali.Tracing.Json;

/// <summary>Writes heatmaps as the JSON contract has them.</summary>
public static class HeatmapJson
{
    /// <summary>Writes a heatmap.</summary>
    /// <param name="result">The heatmap.</param>
    /// <param name="output">Where to, UTF-8.</param>
    public static void Write(HeatmapResult result, Stream output)
    {
        using ContractWriter writer = new(output);
        writer.Start("heatmap", result.Window, result.Complete, result.Warnings);
        writer.Json.WriteString("traceId", result.TraceId.ToString());
        writer.Json.WriteString("spanId", result.Matrix.Target.Span.SpanId.ToString());
        writer.Time("anchor", result.Matrix.AnchorUnixNano);
        writer.Strings("statistics", result.Options.Statistics.Select(statistic => statistic.Name));
        writer.Strings("intervals", result.Options.Intervals.Select(interval => interval.Name));
        Target(writer, result.Matrix.Target);
        writer.Number("durationMs", result.Matrix.DurationMs);
        Cells(writer, result.Matrix.Cells);
        Ranks(writer, result.Matrix.Ranks);
        writer.Json.WriteStartObject("mean");
        Cells(writer, result.Mean.Cells);
        writer.Json.WriteNumber("spans", result.Mean.Spans);
        writer.Json.WriteBoolean("complete", result.Mean.IsComplete);
        writer.Json.WriteEndObject();
        writer.Json.WriteStartArray("spans");
        foreach (HeatmapMatrix span in result.Spans)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("spanId", span.Target.Span.SpanId.ToString());
            Target(writer, span.Target);
            writer.Number("durationMs", span.DurationMs);
            Cells(writer, span.Cells);
            Ranks(writer, span.Ranks);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.End();
    }

    private static void Target(ContractWriter writer, HeatmapTarget target)
    {
        writer.Json.WriteStartObject("target");
        writer.Json.WriteString("cluster", target.Workload.Cluster);
        writer.Json.WriteString("namespace", target.Workload.Namespace);
        writer.Json.WriteString("workload", target.Workload.Name);
        writer.Json.WriteString("direction", ContractWords.Of(target.Direction));
        writer.Json.WriteEndObject();
    }

    private static void Cells(ContractWriter writer, ImmutableArray<HeatmapCell> cells)
    {
        writer.Json.WriteStartArray("cells");
        foreach (HeatmapCell cell in cells)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("statistic", cell.Statistic);
            writer.Json.WriteString("interval", cell.Interval);
            writer.Number("metricMs", cell.MetricMs);
            writer.Number("deltaMs", cell.DeltaMs);
            writer.Number("ratio", cell.Ratio);
            writer.Number("lowerMs", cell.LowerMs);
            writer.Number("upperMs", cell.UpperMs);
            writer.Number("requests", cell.Requests);
            writer.Number("coveredSeconds", cell.CoveredSeconds);
            writer.Json.WritePropertyName("distinguishable");
            WriteTruth(writer, cell.MetricMs is null ? null : cell.IsDistinguishable);
            writer.Json.WriteString("reason", HeatmapWords.Of(cell.Reason));
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
    }

    private static void Ranks(ContractWriter writer, ImmutableArray<HeatmapRank> ranks)
    {
        writer.Json.WriteStartArray("ranks");
        foreach (HeatmapRank rank in ranks)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("interval", rank.Interval);
            writer.Number("lower", rank.Lower);
            writer.Number("upper", rank.Upper);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
    }

    private static void WriteTruth(ContractWriter writer, bool? truth)
    {
        if (truth is { } known)
        {
            writer.Json.WriteBooleanValue(known);
        }
        else
        {
            writer.Json.WriteNullValue();
        }
    }
}
