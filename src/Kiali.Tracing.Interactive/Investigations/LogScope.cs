using System.Collections.Immutable;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Whose log lines are looked for. What is empty does not matter.</summary>
public sealed record LogScope
{
    /// <summary>The workloads.</summary>
    public ImmutableArray<WorkloadRef> Workloads { get; init; } = [];

    /// <summary>The namespaces.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>The containers, by name.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>Whether what containers wrote before they last restarted is looked for.</summary>
    public bool Previous { get; init; }
}
