using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Mapping;

/// <summary>Tells whose spans are, by what they say, what a person says, and what the catalogue knows.</summary>
/// <remarks>
/// In this order; the first that tells it wins, and <see cref="SpanOwner.Evidence"/> keeps which it was:
/// <list type="number">
/// <item>a waypoint's own attributes: the destination's on a server or consumer span, the source's on a client or producer span, else destination, then source;
/// where they name a canonical service only, the catalogue's only workload of it;</item>
/// <item><c>node_id</c> of a proxy: its pod's workload;</item>
/// <item>the service map, which speaks for spans of applications: a proxy names its own pod, and one service may be several workloads;</item>
/// <item>the owner in the resource's <c>k8s.*</c> attributes, then its pod;</item>
/// <item>the canonical service and revision, by the catalogue's labels;</item>
/// <item>the host's name as a pod's; where the catalogue has workloads of the namespace, only if it is one of theirs;</item>
/// <item>the service's name as <c>app.namespace</c>, <c>app.namespace.svc.cluster.local</c> or alone, by the catalogue's apps, then by its workloads' names;</item>
/// <item>the host's name after all.</item>
/// </list>
/// A pod is its owner's by equality of its name in the catalogue, else by <see cref="PodName"/>, where a name that the catalogue has is preferred. The cluster is
/// <c>istio.cluster_id</c>, else <c>k8s.cluster.name</c>, else the only one that the catalogue knows the workload in. Names are compared by equality only.
/// Immutable, safe for several threads.
/// </remarks>
public sealed class WorkloadMapping
{
    private readonly WorkloadIndex _catalog;

    private WorkloadMapping(ServiceMap serviceMap, WorkloadIndex catalog)
    {
        ServiceMap = serviceMap;
        _catalog = catalog;
    }

    /// <summary>The mapping without a service map and a catalogue.</summary>
    public static WorkloadMapping Default { get; } = new(ServiceMap.Empty, WorkloadIndex.Empty);

    /// <summary>What a person says.</summary>
    public ServiceMap ServiceMap { get; }

    /// <summary>Makes a mapping.</summary>
    /// <param name="serviceMap">What a person says.</param>
    /// <param name="catalog">The workloads there are; empty when no catalogue is at hand.</param>
    /// <returns>The mapping.</returns>
    public static WorkloadMapping Create(ServiceMap serviceMap, ImmutableArray<Workload> catalog)
        => serviceMap.Entries.IsEmpty && catalog.IsEmpty
            ? Default
            : new WorkloadMapping(serviceMap, catalog.IsEmpty ? WorkloadIndex.Empty : new WorkloadIndex(catalog));

    /// <summary>Whose a span is.</summary>
    /// <param name="clues">What the span says.</param>
    /// <returns>The owner.</returns>
    internal SpanOwner OwnerOf(in SpanClues clues)
    {
        AttributeSet resource = clues.Resource.Attributes;
        string? cluster = clues.ClusterId ?? TextOf(resource, OpenTelemetryAttributes.ClusterName);
        (string Pod, string Namespace)? proxy = clues.NodeId is null ? null : NodePod.Of(clues.NodeId);
        ServiceNameParts service = ServiceNameParts.Of(clues.Resource.ServiceName);
        ServiceMapEntry? entry = ServiceMap.Find(clues.Resource.ServiceName);
        string? recordingNamespace = proxy?.Namespace
            ?? TextOf(resource, OpenTelemetryAttributes.NamespaceName)
            ?? clues.Namespace
            ?? service.Namespace;
        string? recordingPod = proxy?.Pod ?? TextOf(resource, OpenTelemetryAttributes.PodName) ?? clues.Hostname;
        SpanOwner own = new()
        {
            Namespace = recordingNamespace,
            Pod = recordingPod,
            App = clues.CanonicalService ?? entry?.App ?? (service.Namespace is null ? null : service.App),
            Version = clues.CanonicalRevision,
            RecordingPod = recordingPod,
            RecordingNamespace = recordingNamespace,
        };
        if (clues.NodeId?.StartsWith(EnvoyAttributes.WaypointRole, StringComparison.Ordinal) == true)
        {
            own = OfWaypoint(clues, cluster, own);
            if (own.Workload is not null)
            {
                return own;
            }
        }

        (WorkloadRef Workload, WorkloadEvidence Evidence)? told = proxy is var (pod, inNamespace)
            ? (OwnerOfPod(cluster, inNamespace, pod), WorkloadEvidence.NodeId)
            : OfApplication(clues, cluster, service, entry);
        return told is var (workload, evidence)
            ? own with { Workload = workload, Evidence = evidence, Namespace = workload.Namespace }
            : own with { Namespace = entry?.Namespace ?? own.Namespace };
    }

    // What a waypoint records is of the workload behind it, which may only be known by its app, or not at all.
    private SpanOwner OfWaypoint(in SpanClues clues, string? cluster, SpanOwner own)
    {
        WaypointParty party = clues.Kind switch
        {
            SpanKind.Server or SpanKind.Consumer => clues.Destination,
            SpanKind.Client or SpanKind.Producer => clues.Source,
            _ => clues.Destination is { Workload: not null, Namespace: not null } ? clues.Destination : clues.Source,
        };
        WorkloadRef? workload = party.Namespace is not { } inNamespace ? null
            : party.Workload is { } name ? _catalog.Complete(cluster, inNamespace, name)
            : party.App is { } app ? _catalog.OnlyOfApp(cluster, inNamespace, app, party.Version, null)
            : null;
        if (workload is null)
        {
            return party.App is null ? own : own with { App = party.App, Version = party.Version };
        }

        return own with
        {
            Workload = workload,
            Evidence = WorkloadEvidence.WaypointAttributes,
            Namespace = workload.Namespace,
            Pod = party.Pod,
            App = party.App,
            Version = party.Version,
        };
    }

    private (WorkloadRef Workload, WorkloadEvidence Evidence)? OfApplication(
        in SpanClues clues, string? cluster, ServiceNameParts service, ServiceMapEntry? entry)
    {
        AttributeSet resource = clues.Resource.Attributes;
        string? version = TextOf(resource, OpenTelemetryAttributes.ServiceVersion);
        if (entry is not null)
        {
            WorkloadRef? mapped = entry.Workload is { } name
                ? _catalog.Complete(entry.Cluster ?? cluster, entry.Namespace, name)
                : _catalog.OnlyOfApp(entry.Cluster ?? cluster, entry.Namespace, entry.App!, clues.CanonicalRevision, version);
            if (mapped is not null)
            {
                return (mapped, WorkloadEvidence.ServiceMap);
            }
        }

        string? likelyNamespace = clues.Namespace ?? service.Namespace;
        if (OfResource(resource, cluster, likelyNamespace) is { } owned)
        {
            return owned;
        }

        string? inNamespace = TextOf(resource, OpenTelemetryAttributes.NamespaceName) ?? likelyNamespace;
        if (clues.CanonicalService is { } canonical && inNamespace is not null
            && _catalog.OnlyOfApp(cluster, inNamespace, canonical, clues.CanonicalRevision, null) is { } labelled)
        {
            return (labelled, WorkloadEvidence.CanonicalService);
        }

        WorkloadRef? host = clues.Hostname is { } hostname ? OfHost(cluster, inNamespace, hostname) : null;
        if (host is not null && (!_catalog.HasNamespace(host.Namespace) || _catalog.Has(host.Cluster, host.Namespace, host.Name)))
        {
            return (host, WorkloadEvidence.Hostname);
        }

        if (OfService(clues, cluster, inNamespace, service.App, version) is { } named)
        {
            return (named, WorkloadEvidence.ServiceName);
        }

        return host is null ? null : (host, WorkloadEvidence.Hostname);
    }

    private (WorkloadRef Workload, WorkloadEvidence Evidence)? OfResource(AttributeSet resource, string? cluster, string? likelyNamespace)
    {
        string? inNamespace = TextOf(resource, OpenTelemetryAttributes.NamespaceName);
        string? exact = TextOf(resource, OpenTelemetryAttributes.DeploymentName)
            ?? TextOf(resource, OpenTelemetryAttributes.StatefulSetName)
            ?? TextOf(resource, OpenTelemetryAttributes.DaemonSetName)
            ?? TextOf(resource, OpenTelemetryAttributes.CronJobName);
        string? inner = TextOf(resource, OpenTelemetryAttributes.JobName) ?? TextOf(resource, OpenTelemetryAttributes.ReplicaSetName);
        if ((exact ?? inner) is { } name)
        {
            string owner = exact ?? PodName.OwnerOf(name);
            string? where = inNamespace ?? _catalog.OnlyNamed(cluster, null, owner)?.Namespace ?? likelyNamespace;
            if (where is not null)
            {
                // A Job or ReplicaSet of its own has the name that it was given, whatever it looks like.
                return (_catalog.Complete(cluster, where, _catalog.Has(cluster, where, name) ? name : owner), WorkloadEvidence.ResourceOwner);
            }
        }

        if (TextOf(resource, OpenTelemetryAttributes.PodName) is not { } pod)
        {
            return null;
        }

        string? ofPod = inNamespace ?? _catalog.OwnerOfPod(cluster, null, pod)?.Namespace ?? likelyNamespace;
        return ofPod is null ? null : (OwnerOfPod(cluster, ofPod, pod), WorkloadEvidence.ResourcePod);
    }

    // Only a name with parts is told for a pod's; a bare pod's has to be known.
    private WorkloadRef? OfHost(string? cluster, string? inNamespace, string hostname)
        => _catalog.OwnerOfPod(cluster, inNamespace, hostname)
            ?? (inNamespace is not null && hostname.Contains('-', StringComparison.Ordinal) ? OwnerOfPod(cluster, inNamespace, hostname) : null);

    private WorkloadRef? OfService(in SpanClues clues, string? cluster, string? inNamespace, string app, string? version)
    {
        // The group that a service belongs to is its namespace by custom only.
        string? group = TextOf(clues.Resource.Attributes, OpenTelemetryAttributes.ServiceNamespace);
        string? where = inNamespace ?? (group is not null && _catalog.HasNamespace(group) ? group : null);
        return app.Length == 0 ? null
            : _catalog.OnlyOfApp(cluster, where, app, clues.CanonicalRevision, version) ?? _catalog.OnlyNamed(cluster, where, app);
    }

    private WorkloadRef OwnerOfPod(string? cluster, string inNamespace, string pod)
    {
        if (_catalog.OwnerOfPod(cluster, inNamespace, pod) is { } known)
        {
            return known;
        }

        ImmutableArray<string> named = [.. PodName.CandidatesOf(pod).Where(name => _catalog.Has(cluster, inNamespace, name))];
        return _catalog.Complete(cluster, inNamespace, named is [var only] ? only : PodName.WorkloadOf(pod));
    }

    private static string? TextOf(AttributeSet attributes, string key) => attributes.GetText(key) is { Length: > 0 } text ? text : null;
}
