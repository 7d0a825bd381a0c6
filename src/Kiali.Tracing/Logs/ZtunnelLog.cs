using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>Reads the access lines of a ztunnel: tab-separated time, level, <c>access</c>, text, and <c>key=value</c> pairs.</summary>
internal static class ZtunnelLog
{
    private const int FieldsBeforePairs = 4;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="writtenUnixNano">The time it was written by its own clock, which is when the connection ended.</param>
    /// <returns>What it says; null when it is no access line.</returns>
    public static AccessLog? Read(string line, out long writtenUnixNano)
    {
        writtenUnixNano = 0;
        string[] parts = line.Split('\t', FieldsBeforePairs + 1);
        if (parts.Length <= FieldsBeforePairs || parts[2] != "access" || !UnixTime.TryParseRfc3339(parts[0], out writtenUnixNano))
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

        AccessLog log = fields.Build(null);
        return log[AccessLogFields.ZtunnelSourceAddress] is null ? null : log;
    }
}
