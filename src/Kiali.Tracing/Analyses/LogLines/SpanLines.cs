using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>Makes lines of spans, each told at its start.</summary>
internal static class SpanLines
{
    /// <summary>Makes the lines of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="options">Whose spans become lines.</param>
    /// <returns>A line for each span that belongs to a wanted workload.</returns>
    public static IEnumerable<LogLine> Of(Trace trace, LogsOptions options)
    {
        foreach (Span span in trace.Spans)
        {
            WorkloadRef? workload = SpanWorkloads.WorkloadOf(span);
            bool wanted = (options.SpanWorkloads.IsEmpty || (workload is not null && options.SpanWorkloads.Any(workload.Matches)))
                && (options.SpanNamespace is null || SpanWorkloads.NamespaceOf(span) == options.SpanNamespace);
            if (wanted)
            {
                yield return Of(trace, span, workload);
            }
        }
    }

    private static LogLine Of(Trace trace, Span span, WorkloadRef? workload)
    {
        bool failed = SpanErrors.ReasonOf(span) != ErrorReason.None;
        string action = SpanLabel.Of(span, trace.ParentOf(span)).Action;
        string request = SpanLabel.RequestOf(span);
        string what = request == span.Name || request == action ? action : $"{action}  {request}";
        return new LogLine
        {
            UnixNano = span.StartUnixNano,
            LoggedAtUnixNano = null,
            Origin = LogOrigin.Span,
            Workload = workload,
            Pod = SpanWorkloads.PodOf(span),
            Container = null,
            Severity = failed ? LogSeverity.Error : LogSeverity.Info,
            Message = failed ? $"{what}  ✕ {SpanErrors.TextOf(SpanOutcome.Of(span))}" : what,
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            RequestId = span.Attributes.GetText(EnvoyAttributes.RequestId) ?? span.Attributes.GetText(EnvoyAttributes.RequestIdHeader),
            Join = LogJoin.TraceId,
            Candidates = 1,
            DurationMs = span.DurationMs,
        };
    }
}
