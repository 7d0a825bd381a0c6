using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>The labels by which Istio's metrics name the workload at one end of a request.</summary>
internal sealed record WorkloadSide
{
    // The revision that Istio gives pods without a version.
    private const string NoRevision = "latest";

    private WorkloadSide(string reporter, string cluster, string space, string workload, string app, string version)
    {
        Reporter = reporter;
        Cluster = cluster;
        Namespace = space;
        Name = workload;
        App = app;
        Version = version;
    }

    /// <summary>The calling side and the called one.</summary>
    public static ImmutableArray<WorkloadSide> Both { get; } =
    [
        new(
            IstioReporters.Source, IstioLabels.SourceCluster, IstioLabels.SourceWorkloadNamespace, IstioLabels.SourceWorkload,
            IstioLabels.SourceCanonicalService, IstioLabels.SourceCanonicalRevision),
        new(
            IstioReporters.Destination, IstioLabels.DestinationCluster, IstioLabels.DestinationWorkloadNamespace, IstioLabels.DestinationWorkload,
            IstioLabels.DestinationCanonicalService, IstioLabels.DestinationCanonicalRevision),
    ];

    /// <summary>The reporter whose own pod is the workload's.</summary>
    public string Reporter { get; }

    /// <summary>The labels that name a workload of this side.</summary>
    public ImmutableArray<string> Labels => [Cluster, Namespace, Name, App, Version];

    private string Cluster { get; }

    private string Namespace { get; }

    private string Name { get; }

    private string App { get; }

    private string Version { get; }

    /// <summary>The workload that labels name on this side.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>The workload; null when they name none.</returns>
    public WorkloadRef? WorkloadOf(LabelSet labels)
        => Known(labels, Name) is { } name && Known(labels, Namespace) is { } space ? new WorkloadRef(Known(labels, Cluster), space, name) : null;

    /// <summary>The app that labels name on this side.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>The app; null when they name none.</returns>
    public string? AppOf(LabelSet labels) => Known(labels, App);

    /// <summary>The version that labels name on this side.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>The version; null when they name none.</returns>
    public string? VersionOf(LabelSet labels) => Known(labels, Version) is { } version && version != NoRevision ? version : null;

    private static string? Known(LabelSet labels, string name)
        => labels.GetValue(name) is { Length: > 0 } value && value != IstioLabels.Unknown ? value : null;
}
