using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

/// <summary>Answers of a real API server: the stand-in gives the same, and the source makes the right thing of each.</summary>
public sealed class KubernetesRecordingsTests
{
    private static readonly string[] NotInIndex = ["anonymous.json", "unauthorized.json"];

    [SharedDataFact]
    public async Task The_stand_in_answers_each_recorded_request_as_the_real_server_did()
    {
        KubernetesStandIn cluster = new();
        cluster.Add("pods", Read("pods.json")["items"]![0]!.DeepClone().AsObject());
        await using StandInServer server = await StandInServer.StartAsync(cluster.AnswerAsync);
        using HttpMessageInvoker client = new(new SocketsHttpHandler());
        string[] index = await File.ReadAllLinesAsync(SharedData.PathTo("recordings/k8s/index.ndjson"));
        foreach (JsonNode entry in index.Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!))
        {
            string name = entry["n"]!.GetValue<string>();
            if (name == "log-kubelet-down.json")
            {
                cluster.Logs.Instead["reviews-v1-0"] = (500, Read(name)["message"]!.GetValue<string>());
            }

            Uri recorded = new(entry["url"]!.GetValue<string>());
            using HttpRequestMessage request = new(HttpMethod.Get, $"http://{server.Authority}{recorded.PathAndQuery}");
            using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
            Assert.Equal((name, entry["status"]!.GetValue<int>()), (name, (int)response.StatusCode));
            Assert.True(JsonNode.DeepEquals(Read(name), JsonNode.Parse(await response.Content.ReadAsStringAsync())), name);
        }

        cluster.Allows = (_, _) => false;
        Assert.True(JsonNode.DeepEquals(Read("anonymous.json"), await GetAsync(client, server, "/api/v1/pods")));
        cluster.Admits = _ => false;
        Assert.True(JsonNode.DeepEquals(Read("unauthorized.json"), await GetAsync(client, server, "/api/v1/pods")));
    }

    [SharedDataTheory]
    [InlineData("log-nocontainer.json", 400, "choose one of: [reviews istio-proxy]", "the server refused the question")]
    [InlineData("log-badcontainer.json", 400, "container x is not valid for pod reviews-v1-0", "the server refused the question")]
    [InlineData("log-since-both.json", 422, "at most one of `sinceTime` or `sinceSeconds`", "the server refused the question")]
    [InlineData("log-tail-neg.json", 422, "must be greater than or equal to 0", "the server refused the question")]
    [InlineData("log-limit0.json", 422, "must be greater than 0", "the server refused the question")]
    [InlineData("log-nopod.json", 404, "pods \"nope\" not found", "there is no such thing")]
    [InlineData("log-kubelet-down.json", 500, "connect: connection refused", "the server failed")]
    [InlineData("pods-badselector.json", 400, "found '==', expected", "the server refused the question")]
    [InlineData("anonymous.json", 403, "system:anonymous", "ask for the right")]
    [InlineData("unauthorized.json", 401, "Unauthorized", "log in again")]
    public async Task A_recorded_refusal_of_a_log_is_one_clear_error(string name, int status, string said, string next)
    {
        await using StandInServer server = await StandInServer.StartAsync(context => AnswerAsync(context, "pods.json", 200, name, status));
        Answer<ImmutableArray<RawLogLine>>? answer = null;
        SourceException failure = await Assert.ThrowsAsync<SourceException>(async () => answer = await FindAsync(server));
        Assert.Null(answer);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.Contains(next, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("kubernetes://test: read the log of reviews-v1-0/", failure.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Recorded_pods_become_workloads_and_a_recorded_empty_namespace_none()
    {
        await using StandInServer server = await StandInServer.StartAsync(context => AnswerAsync(context, "pods.json", 200, "log-nopod.json", 404));
        await using OpenedSource source = Open(server);
        Workload workload = Assert.Single((await source.Catalog!.GetWorkloadsAsync(new CatalogQuery { Namespaces = ["bookinfo"] }, CancellationToken.None)).Value);
        Assert.Equal(("reviews-v1-0.bookinfo", "Pod", "reviews", "v1"), (workload.Ref.ToString(), workload.Kind, workload.App, workload.Version));
        Pod pod = Assert.Single(workload.Pods);
        Assert.Equal(("reviews-v1-0", "n1", (long?)null), (pod.Name, pod.Node, pod.StartUnixNano));
        Assert.Equal([new Container("reviews", ContainerRole.App), new Container("istio-proxy", ContainerRole.Proxy)], pod.Containers.AsEnumerable());

        await using StandInServer empty = await StandInServer.StartAsync(context => AnswerAsync(context, "nons.json", 200, "log-nopod.json", 404));
        await using OpenedSource nothing = Open(empty);
        Answer<ImmutableArray<Workload>> answer = await nothing.Catalog!.GetWorkloadsAsync(new CatalogQuery { Namespaces = ["zz"] }, CancellationToken.None);
        Assert.True(answer.Complete && answer.Value.IsEmpty);
    }

    [SharedDataFact]
    public void Every_recording_is_replayed()
    {
        IEnumerable<string> indexed = File.ReadLines(SharedData.PathTo("recordings/k8s/index.ndjson")).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!["n"]!.GetValue<string>());
        Assert.Equal(
            indexed.Concat(NotInIndex).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(SharedData.PathTo("recordings/k8s"), "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(SharedData.PathTo("recordings/k8s/" + name)))!;

    private static async Task<JsonNode?> GetAsync(HttpMessageInvoker client, StandInServer server, string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://{server.Authority}{path}");
        using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync());
    }

    private static async Task AnswerAsync(HttpContext context, string pods, int podsStatus, string log, int logStatus)
    {
        bool isLog = context.Request.Path.Value!.EndsWith("/log", StringComparison.Ordinal);
        bool isPods = context.Request.Path.Value.EndsWith("/pods", StringComparison.Ordinal);
        context.Response.StatusCode = isLog ? logStatus : podsStatus;
        context.Response.ContentType = "application/json";
        await context.Response.SendFileAsync(SharedData.PathTo("recordings/k8s/" + (isLog ? log : isPods ? pods : "nons.json")));
    }

    private static OpenedSource Open(StandInServer server)
    {
        using KubeFolder folder = new();
        string path = folder.Write("config", KubeFolder.Config("http://" + server.Authority, "token: abcdefgh", inNamespace: "bookinfo"));
        return Sources.Kubernetes.KubernetesSource.Open("kubernetes://test", KubernetesBench.Quick, folder.Options with { KubeConfig = path });
    }

    private static async Task<Answer<ImmutableArray<RawLogLine>>> FindAsync(StandInServer server)
    {
        await using OpenedSource source = Open(server);
        LogQuery query = KubernetesBench.Query() with { Namespaces = ["bookinfo"] };
        return await source.Logs!.FindLinesAsync(query, CancellationToken.None);
    }
}
