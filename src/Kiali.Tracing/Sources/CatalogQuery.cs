using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>Which workloads are asked for.</summary>
public sealed record CatalogQuery
{
    /// <summary>All that are there at present.</summary>
    public static CatalogQuery Everything { get; } = new();

    /// <summary>When they must have been there, where the source remembers that; null for what it takes for the present.</summary>
    public TimeRange? Window { get; init; }

    /// <summary>The namespaces; empty for all.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];
}
