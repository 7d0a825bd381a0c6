using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Mapping;

namespace Kiali.Tracing.Analyses.Workloads;

/// <summary>The workloads there are.</summary>
/// <param name="Window">The window whose traces were looked at, where there is no catalogue.</param>
/// <param name="Workloads">The workloads, by cluster, namespace and name.</param>
/// <param name="Complete">False when a source left something out.</param>
/// <param name="Warnings">What was left out or could not be read.</param>
public sealed record WorkloadsResult(AnalysisWindow Window, ImmutableArray<Workload> Workloads, bool Complete, ImmutableArray<Warning> Warnings)
{
    /// <summary>Whether they were gathered from spans, as no source has a catalogue: workloads without spans are not among them.</summary>
    public bool FromSpans { get; init; }

    /// <summary>What told the spans their workloads, where the workloads were gathered from spans; null otherwise.</summary>
    public MappingSummary? Mapping { get; init; }

    /// <summary>The namespace they are of; null for all.</summary>
    public string? Namespace { get; init; }
}
