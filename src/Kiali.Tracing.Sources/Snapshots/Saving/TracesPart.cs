using System.Text.Json;

namespace Kiali.Tracing.Sources.Snapshots.Saving;

/// <summary>Writes traces as OTLP/JSON, one TracesData a line, one trace in each: spans as they were recorded, in their order.</summary>
internal static class TracesPart
{
    /// <summary>Writes the traces of a set, by their start.</summary>
    /// <param name="traces">The traces.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many spans were written.</returns>
    public static long Write(TraceSet traces, Stream target, CancellationToken cancellationToken)
    {
        long spans = 0;
        foreach (TraceId id in traces.TraceIds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (Utf8JsonWriter json = new(target, OtlpJsonWriter.Options))
            {
                spans += WriteTrace(json, traces.SpansOf(id));
            }

            target.WriteByte((byte)'\n');
        }

        return spans;
    }

    // Neighbours of one origin share its text; the order of spans stays, so that what depends on it is the same when it is read back.
    private static long WriteTrace(Utf8JsonWriter json, IEnumerable<Span> spans)
    {
        long count = 0;
        Resource? resource = null;
        InstrumentationScope? scope = null;
        json.WriteStartObject();
        json.WriteStartArray("resourceSpans");
        foreach (Span span in spans)
        {
            if (resource is null || !resource.Equals(span.Resource) || !scope!.Equals(span.Scope))
            {
                EndOrigin(json, resource);
                resource = span.Resource;
                scope = span.Scope;
                StartOrigin(json, resource, scope);
            }

            WriteSpan(json, span);
            count++;
        }

        EndOrigin(json, resource);
        json.WriteEndArray();
        json.WriteEndObject();
        return count;
    }

    private static void StartOrigin(Utf8JsonWriter json, Resource resource, InstrumentationScope scope)
    {
        json.WriteStartObject();
        json.WriteStartObject("resource");
        OtlpJsonWriter.Attributes(json, resource.Attributes);
        json.WriteEndObject();
        json.WriteStartArray("scopeSpans");
        json.WriteStartObject();
        json.WriteStartObject("scope");
        OtlpJsonWriter.Text(json, "name", scope.Name);
        OtlpJsonWriter.Text(json, "version", scope.Version);
        OtlpJsonWriter.Attributes(json, scope.Attributes);
        json.WriteEndObject();
        json.WriteStartArray("spans");
    }

    private static void EndOrigin(Utf8JsonWriter json, Resource? resource)
    {
        if (resource is not null)
        {
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteSpan(Utf8JsonWriter json, Span span)
    {
        json.WriteStartObject();
        json.WriteString("traceId", span.TraceId.ToString());
        json.WriteString("spanId", span.RawSpanId.ToString());
        if (span.RawParentSpanId is { } parent)
        {
            json.WriteString("parentSpanId", parent.ToString());
        }

        OtlpJsonWriter.Text(json, "traceState", span.TraceState);
        json.WriteString("name", span.Name);
        if (span.Kind != SpanKind.Unspecified)
        {
            json.WriteNumber("kind", (int)span.Kind);
        }

        OtlpJsonWriter.Nanos(json, "startTimeUnixNano", span.StartUnixNano);
        OtlpJsonWriter.Nanos(json, "endTimeUnixNano", span.EndUnixNano);
        OtlpJsonWriter.Attributes(json, span.Attributes);
        WriteEvents(json, span);
        WriteLinks(json, span);
        if (span.StatusCode != SpanStatusCode.Unset || span.StatusMessage.Length > 0)
        {
            json.WriteStartObject("status");
            json.WriteNumber("code", (int)span.StatusCode);
            OtlpJsonWriter.Text(json, "message", span.StatusMessage);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter json, Span span)
    {
        if (span.Events is not { IsEmpty: false } events)
        {
            return;
        }

        json.WriteStartArray("events");
        foreach (SpanEvent item in events)
        {
            json.WriteStartObject();
            OtlpJsonWriter.Nanos(json, "timeUnixNano", item.UnixNano);
            OtlpJsonWriter.Text(json, "name", item.Name);
            OtlpJsonWriter.Attributes(json, item.Attributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter json, Span span)
    {
        if (span.Links is not { IsEmpty: false } links)
        {
            return;
        }

        json.WriteStartArray("links");
        foreach (SpanLink link in links)
        {
            json.WriteStartObject();
            json.WriteString("traceId", link.TraceId.ToString());
            json.WriteString("spanId", link.SpanId.ToString());
            OtlpJsonWriter.Attributes(json, link.Attributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
