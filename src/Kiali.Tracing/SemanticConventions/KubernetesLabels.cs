using System.Collections.Immutable;

namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of the labels that Kubernetes and its users put on pods.</summary>
public static class KubernetesLabels
{
    /// <summary>The hash in a ReplicaSet's name, which is its Deployment's with it.</summary>
    public const string PodTemplateHash = "pod-template-hash";

    /// <summary>The app.</summary>
    public const string App = "app";

    /// <summary>Labels that name an app, the more telling first; the order is Istio's.</summary>
    public static ImmutableArray<string> Apps { get; } = [IstioObjects.CanonicalName, "app.kubernetes.io/name", App];

    /// <summary>Labels that name a version, the more telling first; the order is Istio's.</summary>
    public static ImmutableArray<string> Versions { get; } = [IstioObjects.CanonicalRevision, "app.kubernetes.io/version", "version"];
}
