using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>Reads access lines in Istio's text format, of all versions, and in Envoy's own.</summary>
/// <remarks>
/// <c>[time] "method path protocol" code flags DETAILS received sent duration upstream-time "forwarded for" "agent" "request id" "authority" "upstream" TAIL</c>.
/// DETAILS is nothing (Envoy), two quoted fields (Istio before 1.9) or two bare and a quoted one; TAIL is nothing or up to six bare fields. Envoy does not
/// escape what clients send, so a path or an agent may hold quotes: the last three quoted fields, which cannot, are read from the end, so that no client
/// can pass off a request id. <c>\"</c> and <c>\\</c> in forwarded-for and agent are unescaped.
/// </remarks>
internal static class AccessLogText
{
    private const string None = "-";
    private const int MostDetails = 6;

    private static readonly ImmutableArray<string> Tail =
    [
        AccessLogFields.UpstreamCluster, AccessLogFields.UpstreamLocalAddress, AccessLogFields.DownstreamLocalAddress,
        AccessLogFields.DownstreamRemoteAddress, AccessLogFields.RequestedServerName, AccessLogFields.RouteName,
    ];

    /// <summary>Whether a line looks like one, so that failing to read it is worth a warning.</summary>
    public static bool LooksAlike(string line)
        => line.Length > 22 && line[0] == '[' && char.IsAsciiDigit(line[1]) && line.Contains("] \"", StringComparison.Ordinal);

    /// <summary>Reads a line; null when it is none.</summary>
    public static AccessLog? Read(string line)
    {
        int bracket = line.Length > 0 && line[0] == '[' ? line.IndexOf("] \"", StringComparison.Ordinal) : -1;
        if (bracket < 0 || !UnixTime.TryParseRfc3339(line.AsSpan(1, bracket - 1), out long start))
        {
            return null;
        }

        AccessLogBuilder fields = new();
        fields.Add(AccessLogFields.StartTime, line[1..bracket]);
        ReadOnlySpan<char> rest = line.AsSpan(bracket + 3).TrimEnd(' ');
        if (!TryReadRequest(ref rest, fields))
        {
            return null;
        }

        Stack<(string Name, string Value)> trailing = [];
        return TryTakeTrailing(ref rest, trailing) && TryReadMiddle(rest, fields) ? fields.AddAll(trailing).Build(start) : null;
    }

    // The request ends at the first quote that a status follows: nothing within it looks so.
    private static bool TryReadRequest(ref ReadOnlySpan<char> rest, AccessLogBuilder fields)
    {
        for (int quote = rest.IndexOf('"'); quote >= 0 && quote < rest.Length;)
        {
            ReadOnlySpan<char> after = rest[(quote + 1)..];
            int end = after.Length > 1 && after[0] == ' ' ? after[1..].IndexOf(' ') : -1;
            if (end > 0 && IsNumberOrNone(after.Slice(1, end), 3))
            {
                AddRequest(rest[..quote].ToString(), fields);
                rest = after[1..];
                return true;
            }

            int next = after.IndexOf('"');
            quote = next < 0 ? -1 : quote + 1 + next;
        }

        return false;
    }

    private static void AddRequest(string request, AccessLogBuilder fields)
    {
        int method = request.IndexOf(' ', StringComparison.Ordinal);
        int protocol = request.LastIndexOf(' ');
        if (method <= 0 || protocol <= method)
        {
            fields.Add(AccessLogFields.Path, request);
            return;
        }

        fields.Add(AccessLogFields.Method, request[..method]);
        fields.Add(AccessLogFields.Path, request[(method + 1)..protocol]);
        fields.Add(AccessLogFields.Protocol, request[(protocol + 1)..]);
    }

    // From the end: bare fields, then upstream, authority and request id.
    private static bool TryTakeTrailing(ref ReadOnlySpan<char> rest, Stack<(string Name, string Value)> fields)
    {
        int last = rest.LastIndexOf('"');
        if (last < 0)
        {
            return false;
        }

        string[] bare = rest[(last + 1)..].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int index = Math.Min(bare.Length, Tail.Length) - 1; index >= 0; index--)
        {
            fields.Push((Tail[index], bare[index]));
        }

        rest = rest[..(last + 1)];
        return TryTakeQuoted(ref rest, AccessLogFields.UpstreamHost, fields)
            && TryTakeQuoted(ref rest, AccessLogFields.Authority, fields)
            && TryTakeQuoted(ref rest, AccessLogFields.RequestId, fields);
    }

    private static bool TryTakeQuoted(ref ReadOnlySpan<char> rest, string name, Stack<(string Name, string Value)> fields)
    {
        if (rest.Length < 3 || rest[^1] != '"')
        {
            return false;
        }

        int open = rest[..^1].LastIndexOf('"');
        if (open < 1 || rest[open - 1] != ' ')
        {
            return false;
        }

        fields.Push((name, rest[(open + 1)..^1].ToString()));
        rest = rest[..(open - 1)];
        return true;
    }

    private static bool TryReadMiddle(ReadOnlySpan<char> rest, AccessLogBuilder fields)
    {
        AccessLogWords words = new(rest);
        if (!words.TryBare(out string code) || !words.TryBare(out string flags))
        {
            return false;
        }

        fields.Add(AccessLogFields.ResponseCode, code);
        fields.Add(AccessLogFields.ResponseFlags, flags);
        List<string> bare = [];
        string? quoted = null;
        for (int count = 0; !words.AtNumbers && count < MostDetails; count++)
        {
            if (words.TryQuoted(out string value))
            {
                quoted = value;
            }
            else if (words.TryBare(out value))
            {
                bare.Add(value);
            }
            else
            {
                return false;
            }
        }

        fields.Add(AccessLogFields.ResponseCodeDetails, bare.ElementAtOrDefault(0));
        fields.Add(AccessLogFields.ConnectionTerminationDetails, bare.ElementAtOrDefault(1));
        fields.Add(AccessLogFields.UpstreamTransportFailureReason, quoted);
        if (!words.AtNumbers || !words.TryBare(out string received) || !words.TryBare(out string sent) || !words.TryBare(out string duration)
            || !words.TryBare(out string upstream) || !words.TryQuoted(out string forwarded) || !words.TryLastQuoted(out string agent))
        {
            return false;
        }

        fields.Add(AccessLogFields.BytesReceived, received);
        fields.Add(AccessLogFields.BytesSent, sent);
        fields.Add(AccessLogFields.Duration, duration);
        fields.Add(AccessLogFields.UpstreamServiceTime, upstream);
        fields.Add(AccessLogFields.ForwardedFor, forwarded);
        fields.Add(AccessLogFields.UserAgent, agent);
        return true;
    }

    /// <summary>Whether a word is a number of at most this many digits, or the sign for none.</summary>
    internal static bool IsNumberOrNone(ReadOnlySpan<char> word, int digits = 19)
        => word is None || (word.Length > 0 && word.Length <= digits && long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
