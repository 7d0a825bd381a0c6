namespace Kiali.Tracing.Logs;

/// <summary>A line of merged logs: of a container, or of a span.</summary>
public sealed record LogLine
{
    /// <summary>When it happened, Unix nanoseconds: an access line's request start, a span's start, else when the container runtime received it.</summary>
    public required long UnixNano { get; init; }

    /// <summary>When the container runtime received it, Unix nanoseconds; null for a span.</summary>
    public required long? LoggedAtUnixNano { get; init; }

    /// <summary>Who tells it.</summary>
    public required LogOrigin Origin { get; init; }

    /// <summary>The workload; null for a span that does not say.</summary>
    public required WorkloadRef? Workload { get; init; }

    /// <summary>The pod; null for a span that does not say.</summary>
    public required string? Pod { get; init; }

    /// <summary>The container; null for a span.</summary>
    public required string? Container { get; init; }

    /// <summary>How bad it is: its own word; for access lines and spans, error when the request failed; that of the line it continues.</summary>
    public required LogSeverity Severity { get; init; }

    /// <summary>The whole line as it was written; for a span what it did.</summary>
    public required string Message { get; init; }

    /// <summary>The trace it was joined to; null when it was not.</summary>
    public TraceId? TraceId { get; init; }

    /// <summary>The span of that trace it belongs to; null when not known.</summary>
    public SpanId? SpanId { get; init; }

    /// <summary>The request's id that it names; null when it names none.</summary>
    public string? RequestId { get; init; }

    /// <summary>By what it was joined to the trace.</summary>
    public LogJoin Join { get; init; }

    /// <summary>How many loaded spans of its pod ran at its time.</summary>
    public int Candidates { get; init; }

    /// <summary>Whether it continues the container's line before, as a frame of a stack trace does.</summary>
    public bool ContinuesLine { get; init; }

    /// <summary>How long the request or span took, milliseconds; null when the line does not say.</summary>
    public double? DurationMs { get; init; }

    /// <summary>What an access line says; null for other lines.</summary>
    public AccessLog? AccessLog { get; init; }

    /// <summary>Whether it tells of a failure.</summary>
    public bool IsError => Severity >= LogSeverity.Error;
}
