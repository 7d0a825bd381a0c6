using System.Collections.Immutable;

namespace Kiali.Tracing.Catalog;

/// <summary>A pod of a workload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">The node it runs on; null when unknown.</param>
/// <param name="StartUnixNano">When it started, Unix nanoseconds; null when unknown.</param>
/// <param name="Containers">Its containers.</param>
public sealed record Pod(string Name, string? Node, long? StartUnixNano, ImmutableArray<Container> Containers);
