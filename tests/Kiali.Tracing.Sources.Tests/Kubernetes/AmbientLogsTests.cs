using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Kiali.Tracing.Logs;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public sealed class AmbientLogsTests
{
    private const string Connection = "2026-11-14T14:00:00.5Z\tinfo\taccess\tconnection complete\tsrc.addr=10.244.1.7:4711 src.workload=\"{0}\" src.namespace=\"{1}\" dst.addr=10.244.1.8:15008 dst.workload=\"{2}\" dst.namespace=\"shop\" direction=\"inbound\" bytes_sent=84 bytes_recv=182 duration=\"12ms\"";
    private const string Request = "[2026-11-14T14:00:00.100Z] \"GET /pay HTTP/1.1\" {0} {1} via_upstream - \"-\" 0 178 3 2 \"-\" \"curl\" \"e7d5b6ce-5f7f-9731-8471-ca5bcd650a72\" \"pay:80\" {2} inbound-vip|80|http|{3}.svc.cluster.local - 10.96.0.9:80 {4} - default";

    [Fact]
    public async Task The_ztunnels_of_its_nodes_tell_of_a_workload_and_of_no_other()
    {
        await using KubernetesBench bench = await StartAsync();
        string[] lines =
        [
            Format(Connection, "web-0", "shop", "cart-7d5f8c9b6d-x2k4p"), Format(Connection, "cart-7d5f8c9b6d-x2k4p", "shop", "pay-0"),
            Format(Connection, "web-0", "shop", "cart-db-0"), Format(Connection, "cart-7d5f8c9b6d-x2k4p", "other", "pay-0"),
            "2026-11-14T14:00:00.5Z\tinfo\txds::client:xds{id=1}\treceived response\ttype_url=\"cart-7d5f8c9b6d-x2k4p\"",
        ];
        for (int index = 0; index < lines.Length; index++)
        {
            bench.Cluster.Logs.Add("istio-system", "ztunnel-node1", "istio-proxy", KubernetesBench.Start + index, lines[index]);
            bench.Cluster.Logs.Add("istio-system", "ztunnel-node2", "istio-proxy", KubernetesBench.Start + index, lines[index] + " far");
        }

        bench.Cluster.Logs.Add("shop", "cart-7d5f8c9b6d-x2k4p", "app", KubernetesBench.Start + 10, "own line");
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart") with { Limit = 50 });
        Assert.Equal([lines[0], lines[1], "own line"], answer.Value.Select(line => line.Body));
        Assert.Equal(("ztunnel.istio-system", "ztunnel-node1", ContainerRole.Ztunnel), (answer.Value[0].Workload.ToString(), answer.Value[0].Pod, answer.Value[0].Role));
        Assert.True(answer.Complete);

        // The newest of those lines, however many others the proxies write.
        answer = await bench.FindAsync(KubernetesBench.Query("cart") with { Limit = 2 });
        Assert.Equal([lines[1], "own line"], answer.Value.Select(line => line.Body));
        Assert.Equal(["own line"], (await bench.FindAsync(KubernetesBench.Query("cart") with { Containers = ["app"] })).Value.Select(line => line.Body));
    }

    [Fact]
    public async Task A_waypoint_tells_of_the_requests_to_and_from_a_workloads_pods_and_those_that_reached_no_pod()
    {
        await using KubernetesBench bench = await StartAsync();
        string[] lines =
        [
            Format(Request, "200", "-", "\"envoy://connect_originate/10.244.1.8:8080\"", "cart.shop", "10.244.9.9:52134"),
            Format(Request, "200", "-", "\"envoy://connect_originate/10.244.7.7:8080\"", "pay.shop", "10.244.1.8:52134"),
            Format(Request, "503", "UH", "\"-\"", "cart.shop", "10.244.9.9:52134"),
            Format(Request, "503", "UH", "\"-\"", "pay.shop", "10.244.9.9:52134"),
            Format(Request, "200", "-", "\"envoy://connect_originate/10.244.7.7:8080\"", "cart.shop", "10.244.9.9:52134"),
            "2026-11-14T14:00:00Z\tinfo\tcart-7d5f8c9b6d-x2k4p\tstarting",
        ];
        for (int index = 0; index < lines.Length; index++)
        {
            bench.Cluster.Logs.Add("shop", "waypoint-5b5d6494f4-q6wzd", "istio-proxy", KubernetesBench.Start + index, lines[index]);
            bench.Cluster.Logs.Add("gates", "shared-0", "istio-proxy", KubernetesBench.Start + index + 100, lines[index]);
        }

        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Equal([lines[0], lines[1], lines[2]], answer.Value.Select(line => line.Body));
        Assert.All(answer.Value, line => Assert.Equal((ContainerRole.Waypoint, "waypoint.shop"), (line.Role, line.Workload.ToString())));

        // A waypoint of another namespace that a label names.
        bench.Cluster.Of("services")[0]["metadata"]!["labels"] = new JsonObject { ["istio.io/use-waypoint"] = "shared", ["istio.io/use-waypoint-namespace"] = "gates" };
        Assert.Equal(6, (await bench.FindAsync(KubernetesBench.Query("cart"))).Value.Length);

        // Asked for itself, it tells all.
        Assert.Equal(lines, (await bench.FindAsync(KubernetesBench.Query("waypoint"))).Value.Select(line => line.Body));
    }

    [Fact]
    public async Task What_may_not_be_looked_at_is_said_and_the_own_lines_stay()
    {
        await using KubernetesBench bench = await StartAsync();
        bench.Cluster.Allows = (kinds, space) => space == "shop" && kinds is "pods" or "pods/log" && space == "shop";
        bench.Cluster.Logs.Add("shop", "cart-7d5f8c9b6d-x2k4p", "app", KubernetesBench.Start, "own line");
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Equal(["own line"], answer.Value.Select(line => line.Body));
        Assert.False(answer.Complete);
        Assert.Equal(["forbidden", "forbidden"], answer.Warnings.Select(warning => warning.Code));
        Assert.Contains(answer.Warnings, warning => warning.Message.Contains("namespace istio-system", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workloads_with_sidecars_cost_no_look_for_shared_proxies()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.DoesNotContain(bench.Server.Requests, request => request.Contains("ztunnel", StringComparison.Ordinal) || request.Contains("services", StringComparison.Ordinal));
    }

    private static string Format(string format, params string[] values) => string.Format(null, CompositeFormat.Parse(format), (object?[])values);

    private static async Task<KubernetesBench> StartAsync()
    {
        KubernetesBench bench = await KubernetesBench.StartAsync();
        JsonObject pod = bench.AddPod("cart", "x2k4p", "app");
        pod["metadata"]!["annotations"] = new JsonObject { ["ambient.istio.io/redirection"] = "enabled" };
        pod["status"]!["podIP"] = "10.244.1.8";
        pod["status"]!["podIPs"] = new JsonArray(new JsonObject { ["ip"] = "10.244.1.8" }, new JsonObject { ["ip"] = "fd00::8" });
        foreach (string node in (string[])["node1", "node2"])
        {
            JsonObject ztunnel = ClusterObjects.Pod("istio-system", "ztunnel-" + node, "DaemonSet/ztunnel", [new("app", "ztunnel")], "istio-proxy");
            ztunnel["spec"]!["nodeName"] = node == "node1" ? "node-1" : "node-2";
            bench.Cluster.Add("pods", ztunnel);
        }

        KeyValuePair<string, string>[] labels = [new("gateway.istio.io/managed", "istio.io-mesh-controller"), new("pod-template-hash", "5b5d6494f4")];
        bench.Cluster.Add("pods", ClusterObjects.Pod("shop", "waypoint-5b5d6494f4-q6wzd", "ReplicaSet/waypoint-5b5d6494f4", labels, "istio-proxy"));
        bench.Cluster.Add("pods", ClusterObjects.Pod("gates", "shared-0", "StatefulSet/shared", labels, "istio-proxy"));
        foreach ((string service, string app) in ((string, string)[])[("cart", "cart"), ("pay", "pay")])
        {
            JsonObject item = ClusterObjects.Object("shop", service);
            item["spec"] = new JsonObject { ["selector"] = new JsonObject { ["app"] = app } };
            bench.Cluster.Add("services", item);
        }

        return bench;
    }
}
