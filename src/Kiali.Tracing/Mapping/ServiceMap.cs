using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kiali.Tracing.Mapping;

/// <summary>The services whose names differ from those of their workloads, as a person wrote them down.</summary>
/// <remarks>Immutable. Services are compared by equality, letter by letter.</remarks>
public sealed class ServiceMap
{
    private readonly FrozenDictionary<string, ServiceMapEntry> _byService;

    private ServiceMap(ImmutableArray<ServiceMapEntry> entries)
    {
        Entries = entries;
        _byService = entries.ToFrozenDictionary(entry => entry.Service, StringComparer.Ordinal);
    }

    /// <summary>The map that says nothing.</summary>
    public static ServiceMap Empty { get; } = new([]);

    /// <summary>The entries, in the order they were written.</summary>
    public ImmutableArray<ServiceMapEntry> Entries { get; }

    /// <summary>Makes a map.</summary>
    /// <param name="entries">The entries, each with a service of its own, a namespace, and a workload or an app.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">An entry lacks one of these, or two have the same service.</exception>
    public static ServiceMap Create(ImmutableArray<ServiceMapEntry> entries)
    {
        HashSet<string> services = new(StringComparer.Ordinal);
        foreach (ServiceMapEntry entry in entries)
        {
            if (string.IsNullOrEmpty(entry.Service) || string.IsNullOrEmpty(entry.Namespace)
                || (string.IsNullOrEmpty(entry.Workload) && string.IsNullOrEmpty(entry.App)))
            {
                throw new ArgumentException("Each entry of a service map has a service, a namespace, and a workload or an app.", nameof(entries));
            }

            if (!services.Add(entry.Service))
            {
                throw new ArgumentException($"A service map has {entry.Service} twice.", nameof(entries));
            }
        }

        return entries.IsEmpty ? Empty : new ServiceMap(entries);
    }

    /// <summary>What is said about a service.</summary>
    /// <param name="service">The service, as in <c>service.name</c>.</param>
    /// <returns>The entry; null when there is none.</returns>
    public ServiceMapEntry? Find(string service) => _byService.GetValueOrDefault(service);
}
