using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Which labels of a Loki hold what. What is no label of a stream may come beside its lines, as structured metadata of the same name.</summary>
internal sealed record LokiLabels
{
    private const string WorkloadKey = "workload";
    private const string ClusterKey = "cluster";

    private static readonly string[] Keys = ["namespace", "pod", "container", WorkloadKey, ClusterKey];

    /// <summary>What the usual collectors call them, the more telling first: OpenTelemetry's, then those of Promtail and Alloy, of Fluent Bit and Vector, of Fluentd.</summary>
    private static readonly ImmutableArray<LokiLabels> Conventions =
    [
        new()
        {
            Namespace = Plain(OpenTelemetryAttributes.NamespaceName),
            Pod = Plain(OpenTelemetryAttributes.PodName),
            Container = Plain(OpenTelemetryAttributes.ContainerName),
            Cluster = Plain(OpenTelemetryAttributes.ClusterName),
            Owners =
            [
                Plain(OpenTelemetryAttributes.DeploymentName), Plain(OpenTelemetryAttributes.StatefulSetName), Plain(OpenTelemetryAttributes.DaemonSetName),
            ],
        },
        new() { Namespace = "namespace", Pod = "pod", Container = "container", Cluster = ClusterKey },
        new() { Namespace = "kubernetes_namespace_name", Pod = "kubernetes_pod_name", Container = "kubernetes_container_name", Cluster = ClusterKey },
        new() { Namespace = "namespace_name", Pod = "pod_name", Container = "container_name", Cluster = ClusterKey },
    ];

    /// <summary>The label with the namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The label or metadata with the pod's name.</summary>
    public required string Pod { get; init; }

    /// <summary>The label or metadata with the container's name.</summary>
    public required string Container { get; init; }

    /// <summary>Labels or metadata with the name of the workload that owns the pod; where none is there, the pod's name tells it.</summary>
    public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>The label with the cluster; null when there is none.</summary>
    public string? Cluster { get; init; }

    /// <summary>Those of these names that are labels of streams, which selectors may use; the others can only come beside the lines.</summary>
    public ImmutableHashSet<string> Indexed { get; init; } = [];

    /// <summary>Reads what a user says: <c>namespace=NAME,pod=NAME,container=NAME</c>, and also <c>workload</c> and <c>cluster</c>.</summary>
    /// <param name="text">The text. What it leaves out has the names of Promtail's labels.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static LokiLabels Parse(string text)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length != 2 || !Keys.Contains(pair[0]) || !IsLabelName(pair[1]) || !names.TryAdd(pair[0], pair[1]))
            {
                throw new ArgumentException(
                    $"--loki-labels: \"{part}\" is none of {string.Join(", ", Keys.Select(key => key + "=LABEL"))}; write for instance namespace=kube_namespace,pod=kube_pod,container=kube_container.");
            }
        }

        return names.Count == 0
            ? throw new ArgumentException("--loki-labels names no label; write for instance namespace=kube_namespace,pod=kube_pod,container=kube_container.")
            : new LokiLabels
            {
                Namespace = names.GetValueOrDefault("namespace", "namespace"),
                Pod = names.GetValueOrDefault("pod", "pod"),
                Container = names.GetValueOrDefault("container", "container"),
                Owners = names.TryGetValue(WorkloadKey, out string? workload) ? [workload] : [],
                Cluster = names.GetValueOrDefault(ClusterKey),
            };
    }

    /// <summary>The conventions that a Loki's labels follow.</summary>
    /// <param name="names">The labels it has.</param>
    /// <returns>Those whose namespace is a label; several when several collectors write to it.</returns>
    public static ImmutableArray<LokiLabels> Among(ImmutableHashSet<string> names)
        => [.. Conventions.Where(convention => names.Contains(convention.Namespace)).Select(convention => convention.Known(names))];

    /// <summary>These labels, knowing which of them there are.</summary>
    /// <param name="names">The labels that the Loki has.</param>
    /// <returns>The labels.</returns>
    public LokiLabels Known(ImmutableHashSet<string> names) => this with
    {
        Indexed = names,
        Cluster = Cluster is { } cluster && names.Contains(cluster) ? cluster : null,
    };

    // Loki's labels have the letters of Prometheus's: OTLP's names are spelled with underscores.
    private static string Plain(string attribute) => attribute.Replace('.', '_');

    private static bool IsLabelName(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '_' or ':');
}
