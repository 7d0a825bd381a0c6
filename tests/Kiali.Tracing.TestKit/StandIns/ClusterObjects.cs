using System.Text.Json.Nodes;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Makes the objects of a cluster for a <see cref="KubernetesStandIn"/>.</summary>
public static class ClusterObjects
{
    /// <summary>A cluster in which the recorded incident runs: its pods, what controls them, and their logs.</summary>
    public static async Task<KubernetesStandIn> OfSampleAsync()
    {
        KubernetesStandIn cluster = new();
        await using OpenedSource sample = await SourceRegistry.OpenAsync(SampleIncident.Uri, new SourceOpenOptions(), CancellationToken.None);
        foreach (Workload workload in (await sample.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value)
        {
            AddWorkload(cluster, workload);
        }

        LogQuery everything = new() { Window = new TimeRange(0, long.MaxValue) };
        foreach (RawLogLine line in (await sample.Logs!.FindLinesAsync(everything, CancellationToken.None)).Value)
        {
            cluster.Logs.Add(line.Workload.Namespace, line.Pod, line.Container, line.UnixNano, line.Body);
        }

        return cluster;
    }

    /// <summary>A pod.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="owner">What controls it, as <c>Kind/name</c>; null for nothing.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="containers">Its containers, by name.</param>
    public static JsonObject Pod(string space, string name, string? owner, IEnumerable<KeyValuePair<string, string>> labels, params string[] containers)
    {
        JsonObject metadata = Head(space, name, owner);
        metadata["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)JsonValue.Create(label.Value))));
        return new JsonObject
        {
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["nodeName"] = "node-1", ["containers"] = new JsonArray([.. containers.Select(container => Container(container))]) },
            ["status"] = new JsonObject { ["phase"] = "Running", ["startTime"] = "2026-11-14T10:37:39Z", ["podIP"] = "10.244.0.32" },
        };
    }

    /// <summary>An object of which nothing but its head matters.</summary>
    public static JsonObject Object(string space, string name, string? owner = null) => new() { ["metadata"] = Head(space, name, owner) };

    /// <summary>A container.</summary>
    public static JsonObject Container(string name) => new() { ["name"] = name, ["image"] = "docker.io/example/" + name, ["resources"] = new JsonObject() };

    private static JsonObject Head(string space, string name, string? owner)
    {
        JsonObject metadata = new() { ["name"] = name, ["namespace"] = space };
        if (owner?.Split('/') is [var kind, var ownerName])
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = kind,
                ["name"] = ownerName,
                ["uid"] = "0b2ab4a4-6d2a-4fd5-a1a5-2a4a2a4f0c01",
                ["controller"] = true,
            });
        }

        return metadata;
    }

    private static void AddWorkload(KubernetesStandIn cluster, Workload workload)
    {
        string replicas = $"{workload.Ref.Name}-{workload.Labels["pod-template-hash"]}";
        cluster.Add("deployments", Object(workload.Ref.Namespace, workload.Ref.Name));
        cluster.Add("replicasets", Object(workload.Ref.Namespace, replicas, $"Deployment/{workload.Ref.Name}"));
        foreach (Catalog.Pod pod in workload.Pods)
        {
            JsonObject item = Pod(workload.Ref.Namespace, pod.Name, $"ReplicaSet/{replicas}", workload.Labels, [.. pod.Containers.Select(container => container.Name)]);
            item["spec"]!["nodeName"] = pod.Node;
            item["status"]!["startTime"] = UnixTime.ToRfc3339(pod.StartUnixNano!.Value);
            if (pod.Containers.Any(container => container.Role == ContainerRole.Proxy))
            {
                item["metadata"]!["annotations"] = new JsonObject
                {
                    ["sidecar.istio.io/status"] = """{"initContainers":["istio-init"],"containers":["istio-proxy"],"volumes":["workload-socket"],"imagePullSecrets":null,"revision":"default"}""",
                };
                JsonNode proxy = item["spec"]!["containers"]!.AsArray().First(container => container!["name"]!.GetValue<string>() == "istio-proxy")!;
                proxy["env"] = new JsonArray(
                    new JsonObject { ["name"] = "POD_NAME", ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.name" } } },
                    new JsonObject { ["name"] = "ISTIO_META_CLUSTER_ID", ["value"] = workload.Ref.Cluster });
            }

            cluster.Add("pods", item);
        }
    }
}
