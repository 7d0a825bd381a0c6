using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>Reads access lines in Istio's JSON format, or a custom one that keeps its names.</summary>
internal static class AccessLogJson
{
    /// <summary>Reads a line: an object with a start time, and a status or an upstream cluster.</summary>
    /// <param name="line">The line's fields.</param>
    /// <returns>What it says; null when it is no access line.</returns>
    public static AccessLog? Read(JsonLine line)
    {
        if (line[AccessLogFields.StartTime] is not { } time
            || !UnixTime.TryParseRfc3339(time, out long start)
            || (line[AccessLogFields.ResponseCode] is null && line[AccessLogFields.UpstreamCluster] is null && line[AccessLogFields.ResponseFlags] is null))
        {
            return null;
        }

        AccessLogBuilder fields = new();
        foreach ((string name, string value) in line.Fields)
        {
            fields.Add(name, value);
        }

        return fields.Build(start);
    }
}
