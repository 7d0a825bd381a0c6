using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Tests.TraceDetail;

/// <summary>Loads the trace of a Jaeger UI JSON fixture whose ids need not be hexadecimal: each distinct id becomes a number.</summary>
internal static class JaegerFixture
{
    private const long NanosPerMicro = 1000;

    public static (Trace Trace, JsonElement Document) Load(string relativePath)
    {
        JsonElement document = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo(relativePath))).RootElement;
        JsonElement trace = document.TryGetProperty("data", out JsonElement data) ? data[0] : document;
        Dictionary<string, SpanId> ids = [];
        SpanColumnsBuilder builder = new();
        foreach (JsonElement span in trace.GetProperty("spans").EnumerateArray())
        {
            builder.SetIds(new TraceId(0, 1), IdOf(ids, span.GetProperty("spanID").GetString()!));
            foreach (JsonElement reference in span.GetProperty("references").EnumerateArray())
            {
                builder.SetParent(IdOf(ids, reference.GetProperty("spanID").GetString()!));
            }

            builder.SetName(builder.AddString(span.GetProperty("operationName").GetString()!));
            long start = span.GetProperty("startTime").GetInt64() * NanosPerMicro;
            builder.SetTimes(start, start + (span.GetProperty("duration").GetInt64() * NanosPerMicro));
            JsonElement process = trace.GetProperty("processes").GetProperty(span.GetProperty("processID").GetString()!);
            builder.SetOrigin(
                builder.AddResource(new Resource(AttributeSet.OfTexts(("service.name", process.GetProperty("serviceName").GetString()!)))), 0);
            builder.Commit();
        }

        return (Trace.Create(TraceSet.Create([builder.Build()]).SpansOf(new TraceId(0, 1))), document);
    }

    private static SpanId IdOf(Dictionary<string, SpanId> ids, string text)
    {
        if (!ids.TryGetValue(text, out SpanId id))
        {
            id = new SpanId((ulong)ids.Count + 1);
            ids.Add(text, id);
        }

        return id;
    }
}
