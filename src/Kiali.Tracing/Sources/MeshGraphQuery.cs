using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Sources;

/// <summary>Which ready graph is wanted.</summary>
public sealed record MeshGraphQuery
{
    /// <summary>The window whose traffic is wanted; null for what the source has, or gives by itself. A graph of another window is incomplete, and says of which it is.</summary>
    public TimeRange? Window { get; init; }

    /// <summary>The namespaces whose traffic is wanted, in and out; empty for all.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>What its nodes are to stand for; null for what the source has, or gives by itself.</summary>
    public GraphType? Type { get; init; }
}
