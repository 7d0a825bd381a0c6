using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>What a look at a trace needs beside the trace.</summary>
public sealed record TraceDetailOptions
{
    /// <summary>The window that similar traces were looked for in; null when none were.</summary>
    public AnalysisWindow? Window { get; init; }

    /// <summary>The traces to compare with; usually those of the same root service in the window.</summary>
    public IReadOnlyCollection<Trace> Others { get; init; } = [];

    /// <summary>Whether the trace and the others were read wholly.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>What reading them left out or changed; the trace's own warnings are added.</summary>
    public ImmutableArray<Warning> Warnings { get; init; } = [];
}
