using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Writes access lines in Istio's two default formats.</summary>
internal static class AccessLineText
{
    /// <summary>The line in the given format, without a line end.</summary>
    public static string Of(AccessLine line, AccessLogFormat format) => format == AccessLogFormat.Json ? Json(line) : Text(line);

    private static string Text(AccessLine line) =>
        $"[{Timestamps.Rfc3339(line.StartNanos)}] \"GET {line.Path} HTTP/1.1\" {Number(line.Status)} {line.Flags} {line.CodeDetails} - "
        + $"\"-\" 0 {Number(line.BytesSent)} {Number(line.DurationMillis)} {(line.UpstreamMillis is { } upstream ? Number(upstream) : "-")} "
        + $"\"{line.ForwardedFor ?? "-"}\" \"{line.UserAgent}\" \"{line.RequestId}\" \"{line.Authority}\" \"{line.UpstreamHost}\" "
        + $"{line.UpstreamCluster} {line.UpstreamLocal} {line.DownstreamLocal} {line.DownstreamRemote} "
        + $"{line.RequestedServer ?? "-"} default";

    private static string Json(AccessLine line)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, OtlpJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("authority", line.Authority);
            json.WriteNumber("bytes_received", 0);
            json.WriteNumber("bytes_sent", line.BytesSent);
            json.WriteNull("connection_termination_details");
            json.WriteString("downstream_local_address", line.DownstreamLocal);
            json.WriteString("downstream_remote_address", line.DownstreamRemote);
            json.WriteNumber("duration", line.DurationMillis);
            json.WriteString("method", "GET");
            json.WriteString("path", line.Path);
            json.WriteString("protocol", "HTTP/1.1");
            json.WriteString("request_id", line.RequestId);
            json.WriteString("requested_server_name", line.RequestedServer);
            json.WriteNumber("response_code", line.Status);
            json.WriteString("response_code_details", line.CodeDetails);
            json.WriteString("response_flags", line.Flags);
            json.WriteString("route_name", "default");
            json.WriteString("start_time", Timestamps.Rfc3339(line.StartNanos));
            json.WriteString("upstream_cluster", line.UpstreamCluster);
            json.WriteString("upstream_host", line.UpstreamHost);
            json.WriteString("upstream_local_address", line.UpstreamLocal);
            json.WriteString("upstream_service_time", line.UpstreamMillis is { } upstream ? Number(upstream) : null);
            json.WriteNull("upstream_transport_failure_reason");
            json.WriteString("user_agent", line.UserAgent);
            json.WriteString("x_forwarded_for", line.ForwardedFor);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(memory.ToArray());
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
