using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Json;

/// <summary>The <c>metrics</c> document of the JSON contract.</summary>
public static class MetricsJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="result">The charts.</param>
    /// <param name="output">Where the UTF-8 goes; stays open.</param>
    public static void Write(MetricsResult result, Stream output)
    {
        using ContractWriter writer = new(output);
        writer.Start("metrics", result.Window, result.Complete, result.Warnings);
        writer.Number("stepSeconds", result.Sampling.Step.TotalSeconds);
        writer.Json.WriteStartArray("charts");
        foreach (DirectionCharts charts in result.Directions)
        {
            foreach (MetricChart chart in charts.Charts)
            {
                Write(chart, chart.Kind == MetricChartKind.RequestDuration ? charts.Exemplars : [], writer);
            }
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteStartArray("spans");
        foreach (OverlaidSpan span in result.Spans)
        {
            Write(span, writer);
        }

        writer.Json.WriteEndArray();
        writer.End();
    }

    private static void Write(MetricChart chart, ImmutableArray<MetricExemplar> exemplars, ContractWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("name", chart.Name);
        writer.Json.WriteString("unit", chart.Unit);
        writer.Json.WriteString("direction", ContractWords.Of(chart.Direction));
        writer.Json.WriteStartArray("series");
        foreach (ChartSeries series in chart.Series)
        {
            writer.Json.WriteStartObject();
            WriteLabels(series.Labels, writer);
            writer.Json.WriteString("statistic", series.Statistic);
            writer.Json.WriteStartArray("points");
            foreach (MetricPoint point in series.Points)
            {
                writer.Json.WriteStartArray();
                writer.Json.WriteNumberValue(point.UnixMillis / 1000m);
                writer.Number(point.Value);
                writer.Json.WriteEndArray();
            }

            writer.Json.WriteEndArray();
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteStartArray("exemplars");
        foreach (MetricExemplar exemplar in exemplars)
        {
            Write(exemplar, writer);
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    private static void Write(MetricExemplar exemplar, ContractWriter writer)
    {
        writer.Json.WriteStartObject();
        WriteLabels(LabelSet.Create(exemplar.SeriesLabels.Where(label => exemplar.Labels.GetValue(label.Name).Length == 0).Concat(exemplar.Labels)), writer);
        writer.Json.WriteString("traceId", exemplar.TraceId?.ToString());
        writer.Json.WriteString("spanId", exemplar.SpanId?.ToString());
        writer.Time("time", exemplar.UnixNano);
        writer.Number("value", exemplar.Value);
        writer.Json.WriteEndObject();
    }

    private static void WriteLabels(LabelSet labels, ContractWriter writer)
    {
        writer.Json.WriteStartObject("labels");
        foreach (Label label in labels)
        {
            writer.Json.WriteString(label.Name, label.Value);
        }

        writer.Json.WriteEndObject();
    }

    private static void Write(OverlaidSpan span, ContractWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("traceId", span.TraceId.ToString());
        writer.Json.WriteString("spanId", span.SpanId.ToString());
        writer.Json.WriteString("name", span.Name);
        writer.Json.WriteString("service", span.Service);
        writer.Json.WriteString("workload", span.Workload.Name);
        writer.Json.WriteString("direction", ContractWords.Of(span.Direction));
        writer.Time("startTime", span.StartUnixNano);
        writer.Number("durationMs", span.DurationMs);
        writer.Json.WriteBoolean("error", span.Error is not null);
        writer.Json.WriteEndObject();
    }
}
