using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>One trace, looked at closely.</summary>
public sealed record TraceDetailResult
{
    /// <summary>The window that similar traces were looked for in; null when none were.</summary>
    public required AnalysisWindow? Window { get; init; }

    /// <summary>Whether nothing was left out.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was left out, changed, repaired or could not be read.</summary>
    public required ImmutableArray<Warning> Warnings { get; init; }

    /// <summary>The trace.</summary>
    public required Trace Trace { get; init; }

    /// <summary>Its critical path.</summary>
    public required CriticalPath CriticalPath { get; init; }

    /// <summary>The critical path by workload, longest first.</summary>
    public required ImmutableArray<CriticalPathShare> CriticalWorkloads { get; init; }

    /// <summary>The ids of the spans on the critical path.</summary>
    public required ImmutableHashSet<SpanId> CriticalSpanIds { get; init; }

    /// <summary>The spans of one name that worked longest themselves; null when no span did anything.</summary>
    public required LargestSelfTime? LargestSelfTime { get; init; }

    /// <summary>How many spans end after their parent does.</summary>
    public required int OutlivingSpanCount { get; init; }

    /// <summary>The similar traces, nearest first.</summary>
    public required ImmutableArray<SimilarTrace> Similar { get; init; }

    /// <summary>How many other traces it was compared with.</summary>
    public required int ComparedCount { get; init; }
}
