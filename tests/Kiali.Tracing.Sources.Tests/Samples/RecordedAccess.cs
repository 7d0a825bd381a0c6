using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Sources.Tests.Samples;

/// <summary>What an access-log line says, read from either of Istio's formats.</summary>
public sealed partial record RecordedAccess(
    long StartMillis,
    string Status,
    string Flags,
    long DurationMillis,
    string RequestId,
    string UpstreamCluster,
    string Authority,
    long BytesSent)
{
    public bool Outbound => UpstreamCluster.StartsWith("outbound|", StringComparison.Ordinal);

    /// <summary>The line's content, or null when it is not an access line.</summary>
    public static RecordedAccess? Parse(string body)
    {
        if (body.StartsWith('{'))
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.TryGetProperty("start_time", out var start)
                ? new RecordedAccess(
                    Millis(start.GetString()!),
                    root.GetProperty("response_code").ToString(),
                    root.GetProperty("response_flags").GetString()!,
                    root.GetProperty("duration").GetInt64(),
                    root.GetProperty("request_id").GetString()!,
                    root.GetProperty("upstream_cluster").GetString()!,
                    root.GetProperty("authority").GetString()!,
                    root.GetProperty("bytes_sent").GetInt64())
                : null;
        }

        var match = TextLine().Match(body);
        return match.Success
            ? new RecordedAccess(
                Millis(match.Groups["start"].Value),
                match.Groups["status"].Value,
                match.Groups["flags"].Value,
                long.Parse(match.Groups["duration"].Value, CultureInfo.InvariantCulture),
                match.Groups["id"].Value,
                match.Groups["cluster"].Value,
                match.Groups["authority"].Value,
                long.Parse(match.Groups["sent"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    private static long Millis(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    // The fields of Istio's default text format, in order, anchored at both ends.
    [GeneratedRegex("""
        ^\[(?<start>\S+)\]\ "\S+\ \S+\ HTTP/1\.1"\ (?<status>\d+)\ (?<flags>\S+)\ \S+\ \S+
        \ "[^"]*"\ (?<received>\d+)\ (?<sent>\d+)\ (?<duration>\d+)\ (?<upstream>\d+|-)
        \ "[^"]*"\ "[^"]*"\ "(?<id>[0-9a-f-]{36})"\ "(?<authority>[^"]*)"\ "(?<host>[^"]*)"\ (?<cluster>\S+)\ \S+\ \S+\ \S+\ \S+\ \S+$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TextLine();
}
