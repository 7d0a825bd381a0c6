using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Views;

/// <summary>Writes a log line as a table shows it: what its time, pod and join columns say already is left out.</summary>
public static partial class LogText
{
    private const int LongestRead = 2000;
    private const string ErrorSign = "✕ ";
    private const string SpanSign = "▸ ";
    private const int ClusterParts = 4;

    /// <summary>Writes a line in short.</summary>
    /// <param name="line">The line.</param>
    /// <returns>
    /// An access line as <c>"GET /reviews/0" 503 UC 1264 ms → reviews.bookinfo:9080</c>, a span as <c>▸ → reviews  1,260.4 ms  ✕ 503</c>, a JSON line as level,
    /// message and its other fields; other lines without the time they begin with and without the ids of trace and span. An error says so in a word or <c>✕</c>.
    /// </returns>
    public static string Of(LogLine line)
    {
        if (line.Origin == LogOrigin.Span)
        {
            return OfSpan(line);
        }

        if (line.AccessLog is { } access)
        {
            return OfAccess(access);
        }

        string text = JsonLine.Read(line.Message) is { } json ? OfJson(json, line.Severity) : OfText(line.Message);
        return line.IsError && !SaysError().IsMatch(text) ? ErrorSign + text : text;
    }

    private static string OfSpan(LogLine line)
    {
        string took = NumberText.WithUnit(NumberText.Milliseconds(line.DurationMs), "ms");
        int sign = line.IsError ? line.Message.LastIndexOf("  " + ErrorSign, StringComparison.Ordinal) : -1;
        return sign < 0 ? $"{SpanSign}{line.Message}  {took}" : $"{SpanSign}{line.Message[..sign]}  {took}{line.Message[sign..]}";
    }

    private static string OfAccess(AccessLog access)
    {
        StringBuilder text = new();
        text.Append(access.Path is null ? "connection" : $"\"{(access.Method is { } method ? method + " " : string.Empty)}{access.Path}\"");
        Append(text, access.Path is null && access.ResponseCode == 0 ? null : access.ResponseCode?.ToString(CultureInfo.InvariantCulture));
        Append(text, access.ResponseFlags);
        Append(text, access.DurationMs is { } milliseconds ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms") : null);
        Append(text, access[AccessLogFields.ZtunnelError]);
        Append(text, WhereTo(access));
        return text.ToString();
    }

    private static string? WhereTo(AccessLog access)
    {
        if (access.UpstreamCluster is not { } cluster)
        {
            return (access[AccessLogFields.ZtunnelDestinationService] ?? access[AccessLogFields.ZtunnelDestinationAddress] ?? access.Authority) is { } host ? $"→ {Short(host)}" : null;
        }

        string[] parts = cluster.Split('|');
        return parts.Length == ClusterParts && parts[^1].Length > 0 ? $"→ {Short(parts[^1])}:{parts[1]}" : cluster;
    }

    // reviews.bookinfo.svc.cluster.local is reviews.bookinfo
    private static string Short(string host)
    {
        int end = host.IndexOf(".svc.", StringComparison.Ordinal);
        return end > 0 ? host[..end] : host;
    }

    private static string OfJson(JsonLine json, LogSeverity severity)
    {
        StringBuilder text = new(LogWords.Of(severity));
        text.Append(' ');
        foreach (string key in LogKeys.Messages)
        {
            if (json[key] is { Length: > 0 } message)
            {
                text.Append(' ').Append(message);
                break;
            }
        }

        foreach ((string name, string value) in json.Fields)
        {
            if (text.Length > LongestRead)
            {
                break;
            }

            if (!IsSaidElsewhere(name))
            {
                text.Append(' ').Append(name).Append('=').Append(value);
            }
        }

        return text.ToString();
    }

    private static bool IsSaidElsewhere(string name)
        => LogKeys.Messages.Contains(name, StringComparer.OrdinalIgnoreCase)
            || LogKeys.Severities.Contains(name, StringComparer.OrdinalIgnoreCase)
            || LogKeys.Times.Contains(name, StringComparer.OrdinalIgnoreCase)
            || IdKey().IsMatch(name);

    private static string OfText(string message)
    {
        string head = message.Length > LongestRead ? message[..LongestRead] : message;
        string timeless = CommonLogPrefix().Replace(LeadingTime().Replace(head, string.Empty, 1), string.Empty, 1);
        string plain = IdPair().Replace(timeless, string.Empty).Replace("[] ", string.Empty, StringComparison.Ordinal).Trim();
        string told = SpringPrefix().Replace(plain, "${level}  ", 1);
        return told.Length > 0 ? told : head.Trim();
    }

    private static void Append(StringBuilder text, string? word)
    {
        if (word is not null)
        {
            text.Append(' ').Append(word);
        }
    }

    [GeneratedRegex(
        @"^(?:[A-Z], )?\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?(?: #\d{1,9})?\]?\s*", RegexOptions.NonBacktracking)]
    private static partial Regex LeadingTime();

    // The common log format of web servers: address, identity, user and time before the request.
    [GeneratedRegex(@"^\S+ \S+ \S+ \[\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] ", RegexOptions.NonBacktracking)]
    private static partial Regex CommonLogPrefix();

    // Spring Boot's own format: level, process, thread and logger before the text.
    [GeneratedRegex(@"^(?<level>[A-Z]{4,5}) +\d+ --- (?:\[[^\]]*\] )+\S+ *: ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SpringPrefix();

    [GeneratedRegex(
        "(?:traceparent|trace_?id|span_?id|x-b3-traceid|x-b3-spanid|dd\\.trace_id|dd\\.span_id)[=:] ?[0-9a-f-]+[ ,]?",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IdPair();

    [GeneratedRegex(
        "^(?:.*\\.)?(?:traceparent|trace_?id|span_?id|x-b3-traceid|x-b3-spanid)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IdKey();

    [GeneratedRegex("error|exception|fatal|critical|panic|severe|✕", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysError();
}
