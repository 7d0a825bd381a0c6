using System.Collections.Immutable;
using Kiali.Tracing.Catalog;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>What metrics tell of one workload.</summary>
internal sealed class WorkloadDraft
{
    private readonly SortedSet<string> _apps = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _versions = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _pods = new(StringComparer.Ordinal);

    /// <summary>Notes what a set of labels tells.</summary>
    /// <param name="app">The app; null when not told.</param>
    /// <param name="version">The version; null when not told.</param>
    /// <param name="pod">The pod; empty when not told.</param>
    public void Add(string? app, string? version, string pod)
    {
        Add(_apps, app);
        Add(_versions, version);
        Add(_pods, pod);
    }

    /// <summary>The workload. Its kind, labels and containers are not in metrics.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The workload; of several apps or versions the first in ordinal order.</returns>
    public Workload ToWorkload(WorkloadRef name) => new(
        name,
        string.Empty,
        _apps.FirstOrDefault(string.Empty),
        _versions.FirstOrDefault(string.Empty),
        ImmutableSortedDictionary<string, string>.Empty,
        [.. _pods.Select(pod => new Pod(pod, null, null, []))]);

    private static void Add(SortedSet<string> set, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            set.Add(text);
        }
    }
}
