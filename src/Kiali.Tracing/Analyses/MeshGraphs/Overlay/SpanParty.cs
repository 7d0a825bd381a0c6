namespace Kiali.Tracing.Analyses.MeshGraphs.Overlay;

/// <summary>Whose span it is, as far as the span says: a workload, or at least an app.</summary>
internal sealed record SpanParty(string? Cluster, string? Namespace, string? Workload, string? App, string? Version);
