namespace Kiali.Tracing.Mapping;

/// <summary>What a waypoint's span says about one of its two sides. Null is not said.</summary>
internal readonly record struct WaypointParty(string? Workload, string? Namespace, string? Pod, string? App, string? Version);
