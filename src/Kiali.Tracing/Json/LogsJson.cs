using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Json;

/// <summary>The <c>logs</c> document of the JSON contract: every line, unfolded.</summary>
public static class LogsJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="result">The lines.</param>
    /// <param name="output">Where the UTF-8 goes; stays open.</param>
    public static void Write(LogsResult result, Stream output)
    {
        using ContractWriter writer = new(output);
        writer.Start("logs", result.Window, result.Complete, result.Warnings);
        writer.Json.WriteStartArray("lines");
        foreach (LogLine line in result.Lines)
        {
            Write(writer, line);
        }

        writer.Json.WriteEndArray();
        writer.End();
    }

    private static void Write(ContractWriter writer, LogLine line)
    {
        writer.Json.WriteStartObject();
        writer.Time("time", line.UnixNano);
        writer.Time("loggedAt", line.LoggedAtUnixNano);
        writer.Json.WriteString("origin", LogWords.Of(line.Origin));
        writer.Json.WriteString("cluster", line.Workload?.Cluster);
        writer.Json.WriteString("namespace", line.Workload?.Namespace);
        writer.Json.WriteString("workload", line.Workload?.Name);
        writer.Json.WriteString("pod", line.Pod);
        writer.Json.WriteString("container", line.Container);
        writer.Json.WriteString("severity", LogWords.Of(line.Severity));
        writer.Json.WriteString("message", line.Message);
        writer.Json.WriteString("traceId", line.TraceId?.ToString());
        writer.Json.WriteString("spanId", line.SpanId?.ToString());
        writer.Json.WriteString("requestId", line.RequestId);
        writer.Json.WriteString("join", LogWords.Of(line.Join));
        writer.Json.WriteNumber("candidates", line.Candidates);
        writer.Json.WriteBoolean("continuesLine", line.ContinuesLine);
        writer.Number("durationMs", line.DurationMs);
        if (line.AccessLog is { } access)
        {
            writer.Attributes("accessLog", new AttributeSet([.. access.Fields.Select(field => KeyValuePair.Create(field.Key, AttributeValue.Of(field.Value)))]));
        }
        else
        {
            writer.Json.WriteNull("accessLog");
        }

        writer.Json.WriteEndObject();
    }
}
