using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>The merged lines of containers and spans, each with the trace it belongs to.</summary>
public sealed record LogsResult
{
    /// <summary>The window.</summary>
    public required AnalysisWindow Window { get; init; }

    /// <summary>Whether nothing was left out but what was asked to be hidden.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was left out, changed or could not be read.</summary>
    public required ImmutableArray<Warning> Warnings { get; init; }

    /// <summary>What was asked for.</summary>
    public required LogsOptions Options { get; init; }

    /// <summary>The lines by time; those of one time as their sources gave them, spans last.</summary>
    public required ImmutableArray<LogLine> Lines { get; init; }

    /// <summary>How many lines the options hid.</summary>
    public required long HiddenCount { get; init; }

    /// <summary>How many of the older lines the limit left out.</summary>
    public required long OlderCount { get; init; }

    /// <summary>How many traces lines could be joined to.</summary>
    public required int TraceCount { get; init; }

    /// <summary>How many lines were joined in one way.</summary>
    /// <param name="join">The way.</param>
    /// <returns>The count.</returns>
    public int CountOf(LogJoin join) => Lines.Count(line => line.Join == join);
}
