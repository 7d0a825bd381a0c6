using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>Merges the lines of containers and spans by time, and joins each to the trace it belongs to.</summary>
/// <remarks>
/// A line belongs to a trace whose id it names; else to the one trace whose request id it names, if it was written within 5 s of that trace; else, if it names
/// nothing, to the trace of the one span of its pod that ran at its time. A line that continues another is joined by what it says itself.
/// </remarks>
public static class LogsAnalysis
{
    /// <summary>Merges and joins lines.</summary>
    /// <param name="found">The lines by time, those of a container in the order they were written.</param>
    /// <param name="traces">The traces they may belong to; none joins nothing.</param>
    /// <param name="window">The window: lines that happened in it are kept. An access line happened when its request came in, so ask sources for what was received later too.</param>
    /// <param name="options">What to merge and show.</param>
    /// <returns>The lines by time.</returns>
    /// <exception cref="RegexMatchTimeoutException">A pattern took too long on a line.</exception>
    public static LogsResult Compute(Answer<ImmutableArray<RawLogLine>> found, Answer<ImmutableArray<Trace>> traces, AnalysisWindow window, LogsOptions options)
    {
        WarningTally repairs = new();
        foreach (Trace trace in traces.Value)
        {
            repairs.Add(trace.Warnings);
        }

        LogJoiner joiner = new(new LoadedTraces(traces.Value));
        List<LogLine> lines = Read(found.Value, window.Range, joiner, out long unreadable);
        if (options.WithSpans)
        {
            lines.AddRange(traces.Value.SelectMany(trace => SpanLines.Of(trace, options)).Where(line => options.Chosen is not null || window.Range.Contains(line.UnixNano)));
        }

        lines = [.. lines.OrderBy(line => line.UnixNano)];
        int merged = lines.Count;
        lines = options.HasFilter ? LogFilter.Apply(lines, options) : lines;
        int shown = lines.Count;
        long older = Math.Max(0, lines.Count - options.Limit);
        ImmutableArray<Warning> warnings =
        [
            .. found.Warnings.Concat(traces.Warnings).Concat(repairs.Total()).Distinct(),
            .. joiner.Warnings,
            .. Unreadable(unreadable),
            .. Older(older, options.Limit),
        ];
        return new LogsResult
        {
            Window = window,
            Complete = found.Complete && traces.Complete && older == 0,
            Warnings = warnings,
            Options = options,
            Lines = [.. lines.Skip((int)older)],
            HiddenCount = merged - shown,
            OlderCount = older,
            TraceCount = traces.Value.Length,
        };
    }

    private static List<LogLine> Read(ImmutableArray<RawLogLine> found, TimeRange range, LogJoiner joiner, out long unreadable)
    {
        List<LogLine> lines = new(found.Length);
        Dictionary<(string Namespace, string Pod, string Container), ContinuedLines> containers = [];
        unreadable = 0;
        foreach (RawLogLine raw in found)
        {
            (string, string, string) container = (raw.Workload.Namespace, raw.Pod, raw.Container);
            if (!containers.TryGetValue(container, out ContinuedLines? before))
            {
                before = new ContinuedLines();
                containers.Add(container, before);
            }

            LogLineContent content = LogLineContent.Read(raw);
            bool continues = before.Continues(raw.UnixNano, raw.Body, content.Severity);
            if (range.Contains(content.UnixNano))
            {
                unreadable += content.IsUnreadableAccess ? 1 : 0;
                lines.Add(joiner.Join(LineOf(raw, content, continues, before.Severity), content));
            }
        }

        return lines;
    }

    private static LogLine LineOf(RawLogLine raw, LogLineContent content, bool continues, LogSeverity severity) => new()
    {
        UnixNano = content.UnixNano,
        LoggedAtUnixNano = raw.UnixNano,
        Origin = raw.Role switch
        {
            ContainerRole.Proxy => LogOrigin.Proxy,
            ContainerRole.Waypoint => LogOrigin.Waypoint,
            ContainerRole.Ztunnel => LogOrigin.Ztunnel,
            _ => LogOrigin.App,
        },
        Workload = raw.Workload,
        Pod = raw.Pod,
        Container = raw.Container,
        Severity = severity,
        Message = raw.Body,
        RequestId = content.Identifiers.RequestIds is [var id] ? id : null,
        ContinuesLine = continues,
        DurationMs = content.AccessLog?.DurationMs,
        AccessLog = content.AccessLog,
    };

    private static ImmutableArray<Warning> Unreadable(long count) => count == 0
        ? []
        : [new Warning("unreadable-access-line", "Proxy lines look like access lines but are in a format of their own; they are shown as they are.", count)];

    private static ImmutableArray<Warning> Older(long count, int limit) => count == 0
        ? []
        : [new Warning("limit", $"The newest {NumberText.Count(limit)} lines are kept, {NumberText.Count(count)} older ones left out. Raise --limit or narrow the window.", count)];
}
