using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>Which log lines to look for.</summary>
public sealed record LogQuery
{
    /// <summary>When the container runtime received the line.</summary>
    public required TimeRange Window { get; init; }

    /// <summary>
    /// The workloads to read; empty for all. What a node's ztunnel and a waypoint write about a workload's traffic counts as the workload's, where the source can tell.
    /// </summary>
    public ImmutableArray<WorkloadRef> Workloads { get; init; } = [];

    /// <summary>The namespaces to read; empty for all.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>The containers to read, by name; empty for all.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>
    /// Whether to read what containers wrote before they last restarted, in place of what they write now. Only sources that say
    /// <see cref="ILogSource.HasPreviousContainers"/> can; others refuse it with an <see cref="ArgumentException"/>.
    /// </summary>
    public bool Previous { get; init; }

    /// <summary>At most this many lines, the newest; null for all. Hitting it is said in the answer.</summary>
    public int? Limit { get; init; }
}
