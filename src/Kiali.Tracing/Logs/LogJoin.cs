namespace Kiali.Tracing.Logs;

/// <summary>By what a line belongs to a trace, the strongest first.</summary>
public enum LogJoin
{
    /// <summary>Not at all: it names another trace or request, or nothing tells.</summary>
    None = 0,

    /// <summary>The line names the trace's id, or is a span of it.</summary>
    TraceId = 1,

    /// <summary>The line names the request's id, which one trace has, and was written about when that trace ran.</summary>
    RequestId = 2,

    /// <summary>Exactly one span of the line's pod ran when it was written. Weak: another request may have written it.</summary>
    Time = 3,
}
