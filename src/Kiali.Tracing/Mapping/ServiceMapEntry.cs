namespace Kiali.Tracing.Mapping;

/// <summary>What a person says about a service whose name does not tell its workload.</summary>
/// <param name="Service">The service, as in <c>service.name</c>; compared exactly.</param>
/// <param name="Namespace">The workload's namespace.</param>
/// <param name="Workload">The workload's name; null where only the app is told, which the catalogue then finds the workload of.</param>
/// <param name="App">The app; null where it is not told.</param>
/// <param name="Cluster">The cluster; null where it is not told.</param>
public sealed record ServiceMapEntry(string Service, string Namespace, string? Workload = null, string? App = null, string? Cluster = null);
