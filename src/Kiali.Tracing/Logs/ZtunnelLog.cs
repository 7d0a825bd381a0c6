using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>
/// Reads the access lines of a ztunnel. As text: tab-separated time, level, scope, message, and <c>key=value</c> pairs; as JSON: an object with the same names.
/// The scope is <c>access</c> for a connection and <c>http access</c> for a request.
/// </summary>
internal static class ZtunnelLog
{
    private const int FieldsBeforePairs = 4;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="json">Its fields when it is a JSON object; null when it is none.</param>
    /// <param name="writtenUnixNano">The time it was written by its own clock, which is when the connection ended.</param>
    /// <returns>What it says; null when it is no access line.</returns>
    public static AccessLog? Read(string line, JsonLine? json, out long writtenUnixNano)
    {
        AccessLog? log = json is null ? ReadText(line, out writtenUnixNano) : ReadJson(json, out writtenUnixNano);
        return log?[AccessLogFields.ZtunnelSourceAddress] is null ? null : log;
    }

    private static AccessLog? ReadText(string line, out long writtenUnixNano)
    {
        writtenUnixNano = 0;
        string[] parts = line.Split('\t', FieldsBeforePairs + 1);
        if (parts.Length <= FieldsBeforePairs || !IsAccess(parts[2]) || !UnixTime.TryParseRfc3339(parts[0], out writtenUnixNano))
        {
            return null;
        }

        AccessLogBuilder fields = new();
        ReadOnlySpan<char> rest = parts[FieldsBeforePairs].AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            int equals = rest.IndexOf('=');
            if (equals <= 0)
            {
                break;
            }

            string name = rest[..equals].TrimStart(' ').ToString();
            rest = rest[(equals + 1)..];
            bool quoted = rest.StartsWith('"');
            rest = quoted ? rest[1..] : rest;
            int end = rest.IndexOf(quoted ? '"' : ' ');
            fields.Add(name, (end < 0 ? rest : rest[..end]).ToString());
            rest = end < 0 ? default : rest[(end + 1)..].TrimStart(' ');
        }

        return fields.Build(null);
    }

    private static AccessLog? ReadJson(JsonLine json, out long writtenUnixNano)
    {
        writtenUnixNano = 0;
        return IsAccess(json[AccessLogFields.ZtunnelScope]) && UnixTime.TryParseRfc3339(json[AccessLogFields.ZtunnelTime], out writtenUnixNano)
            ? new AccessLogBuilder().AddAll(json.Fields.Where(field => !AccessLogFields.ZtunnelHead.Contains(field.Name))).Build(null)
            : null;
    }

    private static bool IsAccess(string? scope) => scope is AccessLogFields.ZtunnelConnectionScope or AccessLogFields.ZtunnelRequestScope;
}
