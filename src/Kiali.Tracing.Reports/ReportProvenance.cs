using System.Collections.Immutable;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Reports;

/// <summary>Where a report's data came from, and what is missing in it.</summary>
public sealed record ReportProvenance
{
    /// <summary>A line for each kind of data, in the order they are shown. Default none.</summary>
    public ImmutableArray<Provenance> Sources { get; init; } = [];

    /// <summary>The SHA-256 of the snapshot, 64 hex digits, shown shortened at the foot of every page and whole in the appendix; null for live sources.</summary>
    public string? SnapshotSha256 { get; init; }

    /// <summary>When the data was captured; null when not known.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>What was redacted, for instance header names. Default nothing.</summary>
    public ImmutableArray<string> Redacted { get; init; } = [];

    /// <summary>What sources and analyses left out, changed or could not read. Default nothing. All of them are listed in the appendix.</summary>
    public ImmutableArray<Warning> Warnings { get; init; } = [];
}
