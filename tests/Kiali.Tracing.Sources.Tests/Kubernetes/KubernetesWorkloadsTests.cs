using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public sealed class KubernetesWorkloadsTests
{
    [Fact]
    public async Task Pods_belong_to_what_controls_them_in_the_end()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        bench.Cluster.Add("replicasets", ClusterObjects.Object("shop", "canary-5b5d6494f4", "Rollout/canary"));
        bench.Cluster.Add("replicasets", ClusterObjects.Object("shop", "alone"));
        bench.Cluster.Add("jobs", ClusterObjects.Object("shop", "backup-28391234", "CronJob/backup"));
        bench.Cluster.Add("jobs", ClusterObjects.Object("shop", "migrate"));
        bench.Cluster.Add("daemonsets", ClusterObjects.Object("shop", "agent"));
        (string Pod, string? Owner)[] pods =
        [
            ("canary-5b5d6494f4-q6wzd", "ReplicaSet/canary-5b5d6494f4"), ("alone-q6wzd", "ReplicaSet/alone"), ("backup-28391234-q6wzd", "Job/backup-28391234"),
            ("migrate-q6wzd", "Job/migrate"), ("db-0", "StatefulSet/db"), ("agent-q6wzd", "DaemonSet/agent"), ("web-1-q6wzd", "ReplicationController/web-1"),
            ("debug", null), ("kube-proxy-node-1", "Node/node-1"),
        ];
        foreach ((string pod, string? owner) in pods)
        {
            bench.Cluster.Add("pods", ClusterObjects.Pod("shop", pod, owner, [], "app"));
        }

        await using OpenedSource source = bench.Open();
        Answer<ImmutableArray<Workload>> answer = await source.Catalog!.GetWorkloadsAsync(CancellationToken.None);
        Assert.Equal(
            [
                "agent DaemonSet 1", "alone ReplicaSet 1", "backup CronJob 1", "canary Rollout 1", "cart Deployment 1", "db StatefulSet 1", "debug Pod 1", "kube-proxy-node-1 Pod 1",
                "migrate Job 1", "web-1 ReplicationController 1",
            ],
            answer.Value.Select(workload => $"{workload.Ref.Name} {workload.Kind} {workload.Pods.Length}"));
        Assert.True(answer.Complete);
    }

    [Theory]
    [InlineData("{\"service.istio.io/canonical-name\":\"a\",\"app.kubernetes.io/name\":\"b\",\"app\":\"c\",\"service.istio.io/canonical-revision\":\"v1\",\"app.kubernetes.io/version\":\"v2\",\"version\":\"v3\"}", "a", "v1")]
    [InlineData("{\"app.kubernetes.io/name\":\"b\",\"app\":\"c\",\"app.kubernetes.io/version\":\"v2\",\"version\":\"v3\"}", "b", "v2")]
    [InlineData("{\"app\":\"c\",\"version\":\"v3\"}", "c", "v3")]
    [InlineData("{}", "", "")]
    public async Task Labels_tell_app_and_version_in_istios_order(string labels, string app, string version)
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        Dictionary<string, string> own = JsonNode.Parse(labels)!.AsObject().ToDictionary(label => label.Key, label => label.Value!.GetValue<string>());
        bench.Cluster.Add("pods", ClusterObjects.Pod("shop", "db-0", "StatefulSet/db", own.Append(new("statefulset.kubernetes.io/pod-name", "db-0")), "app"));
        bench.Cluster.Add("pods", ClusterObjects.Pod("shop", "db-1", "StatefulSet/db", own.Append(new("statefulset.kubernetes.io/pod-name", "db-1")), "app"));
        await using OpenedSource source = bench.Open();
        Workload workload = Assert.Single((await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value);
        Assert.Equal((app, version), (workload.App, workload.Version));
        Assert.Equal(own.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => label.ToString()), workload.Labels.Select(label => label.ToString()));
    }

    [Fact]
    public async Task Roles_are_told_by_annotations_and_labels()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        JsonObject injected = bench.AddPod("cart", "x2k4p", "app", "istio-proxy", "ext-authz");
        injected["metadata"]!["annotations"] = new JsonObject { ["sidecar.istio.io/status"] = """{"containers":["istio-proxy","ext-authz"]}""" };
        bench.Cluster.Add("pods", ClusterObjects.Pod("shop", "ztunnel-abcde", "DaemonSet/ztunnel", [new("app", "ztunnel")], "istio-proxy"));
        bench.Cluster.Add("pods", ClusterObjects.Pod("shop", "cart-waypoint-7d5f8c9b6d-aaaaa", "ReplicaSet/cart-waypoint-7d5f8c9b6d", [new("gateway.istio.io/managed", "istio.io-mesh-controller")], "istio-proxy"));
        bench.Cluster.Add("pods", ClusterObjects.Pod("shop", "edge-7d5f8c9b6d-aaaaa", "ReplicaSet/edge-7d5f8c9b6d", [new("gateway.istio.io/managed", "istio.io-gateway-controller")], "istio-proxy"));
        bench.Cluster.Add("pods", ClusterObjects.Pod("shop", "broken-0", "StatefulSet/broken", [], "app"));
        bench.Cluster.Of("pods")[^1]["metadata"]!["annotations"] = new JsonObject { ["sidecar.istio.io/status"] = "no json" };
        await using OpenedSource source = bench.Open();
        Assert.Equal(
            [
                "broken-0/app App", "cart-7d5f8c9b6d-x2k4p/app App", "cart-7d5f8c9b6d-x2k4p/istio-proxy Proxy", "cart-7d5f8c9b6d-x2k4p/ext-authz Proxy",
                "cart-waypoint-7d5f8c9b6d-aaaaa/istio-proxy Waypoint", "edge-7d5f8c9b6d-aaaaa/istio-proxy Proxy", "ztunnel-abcde/istio-proxy Ztunnel",
            ],
            (await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value
                .SelectMany(workload => workload.Pods).SelectMany(pod => pod.Containers.Select(container => $"{pod.Name}/{container.Name} {container.Role}")));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 11)]
    public async Task Lists_are_read_page_by_page_and_once_more_when_one_expires(int expirations, int podLists)
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        for (int index = 0; index < 25; index++)
        {
            bench.Cluster.Add("pods", ClusterObjects.Pod("shop", $"db-{index:d2}", "StatefulSet/db", [], "app"));
        }

        bench.Cluster.Expirations = expirations;
        await using OpenedSource source = bench.Open(bounds: options => options with { PageSize = 3 });
        Workload workload = Assert.Single((await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value);
        Assert.Equal(Enumerable.Range(0, 25).Select(index => $"db-{index:d2}"), workload.Pods.Select(pod => pod.Name));
        Assert.InRange(bench.Server.Requests.Count(request => request.Contains("/pods?", StringComparison.Ordinal)), podLists - 1, podLists);
    }

    [Fact]
    public async Task More_objects_than_are_read_are_said()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        for (int index = 0; index < 25; index++)
        {
            bench.Cluster.Add("pods", ClusterObjects.Pod("shop", $"db-{index:d2}", "StatefulSet/db", [], "app"));
        }

        await using OpenedSource source = bench.Open(bounds: options => options with { PageSize = 10, MostObjects = 20 });
        Answer<ImmutableArray<Workload>> answer = await source.Catalog!.GetWorkloadsAsync(CancellationToken.None);
        Assert.Equal(20, answer.Value.Single().Pods.Length);
        Assert.False(answer.Complete);
        Assert.Contains("more than 20", Assert.Single(answer.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_verb_lists_the_cluster_once_and_the_next_one_anew()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        MovingClock clock = new();
        await using OpenedSource source = bench.Open(options: KubernetesBench.Quick with { Clock = clock });
        await source.Catalog!.GetWorkloadsAsync(CancellationToken.None);
        int once = bench.Server.Requests.Count;
        await source.Catalog.GetWorkloadsAsync(CancellationToken.None);
        Assert.Equal(once, bench.Server.Requests.Count);
        clock.Elapsed = TimeSpan.FromSeconds(11);
        bench.AddPod("cart", "aaaaa", "app");
        Assert.Equal(2, (await source.Catalog.GetWorkloadsAsync(CancellationToken.None)).Value.Single().Pods.Length);
    }

    private sealed class MovingClock : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
