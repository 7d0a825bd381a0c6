using Kiali.Tracing.Analyses.Traces;

namespace Kiali.Tracing.Json;

/// <summary>The <c>traces</c> document of the JSON contract.</summary>
public static class TracesJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="result">The traces.</param>
    /// <param name="output">Where the UTF-8 goes; stays open.</param>
    public static void Write(TracesResult result, Stream output)
    {
        using ContractWriter writer = new(output);
        writer.Start("traces", result.Window, result.Complete, result.Warnings);
        writer.Json.WriteStartArray("traces");
        foreach (TraceSummary trace in result.Traces)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("traceId", trace.TraceId.ToString());
            writer.Json.WriteString("name", trace.Name);
            writer.Json.WriteString("rootService", trace.RootService);
            writer.Time("startTime", trace.StartUnixNano);
            writer.Number("durationMs", trace.DurationMs);
            writer.Json.WriteNumber("spanCount", trace.SpanCount);
            writer.Json.WriteNumber("errorCount", trace.ErrorCount);
            writer.Strings("services", trace.Services);
            writer.Number("averageSpanDurationMs", trace.AverageSpanDurationMs);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.End();
    }
}
