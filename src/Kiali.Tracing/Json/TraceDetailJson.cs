using Kiali.Tracing.Analyses.TraceDetail;

namespace Kiali.Tracing.Json;

/// <summary>The <c>trace</c> document of the JSON contract.</summary>
public static class TraceDetailJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="result">The trace.</param>
    /// <param name="output">Where the UTF-8 goes; stays open.</param>
    public static void Write(TraceDetailResult result, Stream output)
    {
        Trace trace = result.Trace;
        using ContractWriter writer = new(output);
        writer.Start("trace", result.Window, result.Complete, result.Warnings);
        writer.Json.WriteString("traceId", trace.TraceId.ToString());
        writer.Json.WriteString("name", trace.Name);
        writer.Time("startTime", trace.StartUnixNano);
        writer.Number("durationMs", trace.DurationMs);
        writer.Json.WriteNumber("spanCount", trace.Spans.Length);
        writer.Json.WriteNumber("errorCount", trace.ErrorCount);
        writer.Strings("services", trace.Services);
        writer.Number("averageSpanDurationMs", trace.AverageSpanDurationMs);
        writer.Json.WriteStartArray("spans");
        foreach (Span span in trace.Spans)
        {
            SpanJson.Write(writer, trace, span, result.CriticalSpanIds.Contains(span.SpanId));
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteStartArray("similar");
        foreach (SimilarTrace similar in result.Similar)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("traceId", similar.TraceId.ToString());
            writer.Number("distance", similar.Distance);
            writer.Number("durationDeltaMs", similar.DurationDeltaMs);
            writer.Number("averageSpanDeltaMs", similar.AverageSpanDeltaMs);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.End();
    }
}
