using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>Which lines are merged and shown.</summary>
public sealed record LogsOptions
{
    /// <summary>How many lines are kept when nothing else is said.</summary>
    public const int StandardLimit = 3000;

    /// <summary>What the lines have in common, for the title, for instance <c>reviews-v3.bookinfo</c>; null when nothing was asked for.</summary>
    public string? Subject { get; init; }

    /// <summary>The one trace that is asked about; null when lines of a window are.</summary>
    public TraceId? Chosen { get; init; }

    /// <summary>How much before and after that trace the window goes; null (the default) when the window was given.</summary>
    public TimeSpan? Margin { get; init; }

    /// <summary>At most this many lines, the newest; default 3,000.</summary>
    public int Limit { get; init; } = StandardLimit;

    /// <summary>Whether the traces' spans are lines too. Default no.</summary>
    public bool WithSpans { get; init; }

    /// <summary>The workloads whose spans become lines; empty (the default) for all.</summary>
    public ImmutableArray<WorkloadRef> SpanWorkloads { get; init; } = [];

    /// <summary>The namespace whose spans become lines; null (the default) for all.</summary>
    public string? SpanNamespace { get; init; }

    /// <summary>A pattern that a line must match, itself or the line it continues; spans are always shown. Null (the default) shows all.</summary>
    public Regex? Show { get; init; }

    /// <summary>A pattern of lines to hide, with those that continue them; spans are always shown. Null (the default) hides none.</summary>
    public Regex? Hide { get; init; }

    /// <summary>The least severity. Default all.</summary>
    public LogSeverity LeastSeverity { get; init; } = LogSeverity.Trace;

    /// <summary>Whose lines are shown; empty (the default) for all.</summary>
    public ImmutableArray<LogOrigin> Origins { get; init; } = [];

    /// <summary>Whether any option hides lines.</summary>
    public bool HasFilter => Show is not null || Hide is not null || LeastSeverity > LogSeverity.Trace || !Origins.IsEmpty;
}
