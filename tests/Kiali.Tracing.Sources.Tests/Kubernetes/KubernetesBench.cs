using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Kubernetes;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

/// <summary>A stand-in cluster, a kubeconfig for it, and the source that asks it.</summary>
internal sealed class KubernetesBench : IAsyncDisposable
{
    public const long Start = 1_794_664_800_000_000_000;

    public static readonly SourceOpenOptions Quick = new() { RetryDelay = TimeSpan.FromMilliseconds(1), Jitter = () => 0.5, Clock = new StoppedClock(Start + (3600 * UnixTime.NanosPerSecond)) };

    private readonly KubeFolder _folder = new();

    private KubernetesBench(StandInServer server, KubernetesStandIn cluster)
    {
        Server = server;
        Cluster = cluster;
    }

    public StandInServer Server { get; }

    public KubernetesStandIn Cluster { get; }

    public KubeFolder Folder => _folder;

    public IEnumerable<string> LogRequests => Server.Requests.Where(request => request.Contains("/log?", StringComparison.Ordinal)).Select(Uri.UnescapeDataString);

    public static async Task<KubernetesBench> StartAsync(KubernetesStandIn? cluster = null, StandInWire wire = StandInWire.Http)
    {
        KubernetesStandIn standIn = cluster ?? new KubernetesStandIn();
        return new KubernetesBench(await StandInServer.StartAsync(standIn.AnswerAsync, wire), standIn);
    }

    /// <summary>Adds a pod of a Deployment.</summary>
    public JsonObject AddPod(string workload, string own, params string[] containers)
    {
        string replicas = workload + "-7d5f8c9b6d";
        JsonObject pod = ClusterObjects.Pod("shop", $"{replicas}-{own}", "ReplicaSet/" + replicas, [new("app", workload), new("pod-template-hash", "7d5f8c9b6d")], containers);
        Cluster.Add("pods", pod);
        if (!Cluster.Of("replicasets").Any(item => item["metadata"]!["name"]!.GetValue<string>() == replicas))
        {
            Cluster.Add("replicasets", ClusterObjects.Object("shop", replicas, "Deployment/" + workload));
            Cluster.Add("deployments", ClusterObjects.Object("shop", workload));
        }

        return pod;
    }

    public OpenedSource Open(string user = "token: abcdefgh", SourceOpenOptions? options = null, Func<KubernetesOptions, KubernetesOptions>? bounds = null, string cluster = "", string inNamespace = "shop")
    {
        string scheme = Server.Wire == StandInWire.Https ? "https" : "http";
        string path = _folder.Write("config", KubeFolder.Config($"{scheme}://{Server.Authority}", user, cluster, inNamespace: inNamespace));
        KubernetesOptions kubernetes = _folder.Options with { KubeConfig = path };
        return KubernetesSource.Open("kubernetes://test", options ?? Quick, bounds?.Invoke(kubernetes) ?? kubernetes);
    }

    public async Task<Answer<ImmutableArray<RawLogLine>>> FindAsync(LogQuery query, Func<KubernetesOptions, KubernetesOptions>? bounds = null, SourceOpenOptions? options = null)
    {
        await using OpenedSource source = Open(bounds: bounds, options: options);
        return await source.Logs!.FindLinesAsync(query, CancellationToken.None);
    }

    public static LogQuery Query(string? workload = null) => new()
    {
        Window = new TimeRange(Start, Start + (3600 * UnixTime.NanosPerSecond)),
        Workloads = workload is null ? [] : [new WorkloadRef(null, "shop", workload)],
        Namespaces = workload is null ? ["shop"] : [],
    };

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await Server.DisposeAsync();
    }
}
