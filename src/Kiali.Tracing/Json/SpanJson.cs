using Kiali.Tracing.Mapping;

namespace Kiali.Tracing.Json;

/// <summary>The SPAN object of the JSON contract.</summary>
public static class SpanJson
{
    /// <summary>Writes a span.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="trace">The span's trace, which gives its parent, depth, offset and self time.</param>
    /// <param name="span">The span.</param>
    /// <param name="onCriticalPath">Whether it is on its trace's critical path; null when that was not asked for.</param>
    public static void Write(ContractWriter writer, Trace trace, Span span, bool? onCriticalPath)
    {
        SpanOwner owner = SpanWorkloads.OwnerOf(span);
        ErrorReason reason = SpanErrors.ReasonOf(span);
        writer.Json.WriteStartObject();
        writer.Json.WriteString("traceId", span.TraceId.ToString());
        writer.Json.WriteString("spanId", span.SpanId.ToString());
        writer.Json.WriteString("parentSpanId", span.ParentSpanId?.ToString());
        writer.Json.WriteString("rawParentSpanId", span.RawParentSpanId?.ToString());
        writer.Json.WriteString("name", span.Name);
        writer.Json.WriteString("kind", ContractWords.Of(span.Kind));
        writer.Json.WriteString("service", span.ServiceName);
        writer.Time("startTime", span.StartUnixNano);
        writer.Number("startOffsetMs", UnixTime.ToMillis(span.StartUnixNano - trace.StartUnixNano));
        writer.Number("durationMs", span.DurationMs);
        writer.Number("selfTimeMs", UnixTime.ToMillis(trace.SelfTimeNanosOf(span)));
        writer.Json.WriteString("status", ContractWords.Of(span.StatusCode));
        writer.Json.WriteString("statusMessage", span.StatusMessage);
        writer.Json.WriteBoolean("error", reason != ErrorReason.None);
        writer.Json.WriteString("errorReason", ContractWords.Of(reason));
        writer.Json.WriteString("cluster", owner.Workload?.Cluster);
        writer.Json.WriteString("namespace", owner.Namespace);
        writer.Json.WriteString("workload", owner.Workload?.Name);
        writer.Json.WriteString("pod", owner.Pod);
        writer.Json.WriteNumber("depth", trace.DepthOf(span));
        Boolean(writer, "onCriticalPath", onCriticalPath);
        writer.Attributes("attributes", span.Attributes);
        writer.Attributes("resource", span.Resource.Attributes);
        writer.Json.WriteStartObject("scope");
        writer.Json.WriteString("name", span.Scope.Name);
        writer.Json.WriteString("version", span.Scope.Version);
        writer.Attributes("attributes", span.Scope.Attributes);
        writer.Json.WriteEndObject();
        WriteEvents(writer, span);
        WriteLinks(writer, span);
        writer.Json.WriteString("traceState", span.TraceState);
        writer.Json.WriteEndObject();
    }

    private static void WriteEvents(ContractWriter writer, Span span)
    {
        writer.Json.WriteStartArray("events");
        foreach (SpanEvent item in span.Events)
        {
            writer.Json.WriteStartObject();
            writer.Time("time", item.UnixNano);
            writer.Json.WriteString("name", item.Name);
            writer.Attributes("attributes", item.Attributes);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
    }

    private static void WriteLinks(ContractWriter writer, Span span)
    {
        writer.Json.WriteStartArray("links");
        foreach (SpanLink link in span.Links)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("traceId", link.TraceId.ToString());
            writer.Json.WriteString("spanId", link.SpanId.ToString());
            writer.Attributes("attributes", link.Attributes);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
    }

    private static void Boolean(ContractWriter writer, string name, bool? value)
    {
        if (value is { } known)
        {
            writer.Json.WriteBoolean(name, known);
        }
        else
        {
            writer.Json.WriteNull(name);
        }
    }
}
