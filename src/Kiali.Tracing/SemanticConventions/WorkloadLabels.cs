namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of the labels on Kubernetes workloads that Istio reads its canonical service and revision from.</summary>
public static class WorkloadLabels
{
    /// <summary>The app.</summary>
    public const string App = "app";

    /// <summary>The version.</summary>
    public const string Version = "version";

    /// <summary>The app, as Kubernetes recommends to name it.</summary>
    public const string RecommendedName = "app.kubernetes.io/name";

    /// <summary>The version, as Kubernetes recommends to name it.</summary>
    public const string RecommendedVersion = "app.kubernetes.io/version";

    /// <summary>The canonical service, when it is set by hand.</summary>
    public const string CanonicalName = "service.istio.io/canonical-name";

    /// <summary>The canonical revision, when it is set by hand.</summary>
    public const string CanonicalRevision = "service.istio.io/canonical-revision";

    /// <summary>The canonical revision of a workload without a version.</summary>
    public const string LatestRevision = "latest";

    /// <summary>What Istio calls the service of a workload without an app.</summary>
    public const string ServiceWithoutApp = "istio-proxy";

    /// <summary>How host names of a cluster's services end.</summary>
    public const string ServiceHostSuffix = ".svc.cluster.local";
}
