namespace Kiali.Tracing.Mapping;

/// <summary>What a service's name says by its form: <c>app.namespace</c>, as Istio names services, or a host <c>app.namespace.svc.cluster.local</c>.</summary>
/// <param name="App">The first part; the whole name when it has no such form.</param>
/// <param name="Namespace">The second part; null when the name has no such form.</param>
internal readonly record struct ServiceNameParts(string App, string? Namespace)
{
    private const string HostPart = "svc";

    /// <summary>Takes a name apart.</summary>
    public static ServiceNameParts Of(string name)
    {
        string[] parts = name.Split('.', 4);
        return parts is [{ Length: > 0 }, { Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }, HostPart, ..]
            ? new ServiceNameParts(parts[0], parts[1])
            : new ServiceNameParts(name, null);
    }
}
