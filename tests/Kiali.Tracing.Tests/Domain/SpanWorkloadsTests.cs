using System.Text.Json;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Domain;

public class SpanWorkloadsTests
{
    [Theory]
    [InlineData("foo-fg65h9p7qj-ab12c", "foo")]
    [InlineData("bar-replicaset-x1", "bar-replicaset")]
    [InlineData("db-0", "db")]
    [InlineData("productpage-v1-6f89b6c557-sg2bc", "productpage-v1")]
    [InlineData("istio-ingressgateway-79788cd94-wgmsp", "istio-ingressgateway")]
    [InlineData("standalone", "standalone")]
    [InlineData("a-b-", "a-b-")]
    [InlineData("report-28391040-x7k2p", "report")]
    [InlineData("report-1234567-x7k2p", "report-1234567")]
    [InlineData("report-12345678901-x7k2p", "report-12345678901")]
    [InlineData("28391040-x7k2p", "28391040")]
    public void A_pods_name_tells_its_workload(string pod, string workload) => Assert.Equal(workload, SpanWorkloads.WorkloadOfPod(pod));

    [Fact]
    public void A_proxys_node_id_tells_pod_namespace_and_workload_and_its_cluster_comes_along()
    {
        Span span = SpanOf(
            [("node_id", "sidecar~10.244.0.25~reviews-v3-7d99fd7978-qfjpc.bookinfo~bookinfo.svc.cluster.local"), ("istio.cluster_id", "east"), ("component", "proxy")], []);
        Assert.Equal(new WorkloadRef("east", "bookinfo", "reviews-v3"), SpanWorkloads.WorkloadOf(span));
        Assert.Equal("reviews-v3-7d99fd7978-qfjpc", SpanWorkloads.PodOf(span));
        Assert.True(SpanWorkloads.IsProxySpan(span));
    }

    [Fact]
    public void An_applications_resource_tells_its_workload_by_its_owner_or_its_pod()
    {
        Span owned = SpanOf([], [("k8s.namespace.name", "shop"), ("k8s.deployment.name", "cart"), ("k8s.pod.name", "other-76d5c9f8b4-abcde")]);
        Assert.Equal(new WorkloadRef(null, "shop", "cart"), SpanWorkloads.WorkloadOf(owned));
        Span pod = SpanOf([], [("k8s.namespace.name", "shop"), ("k8s.pod.name", "cart-76d5c9f8b4-abcde")]);
        Assert.Equal(new WorkloadRef(null, "shop", "cart"), SpanWorkloads.WorkloadOf(pod));
        Assert.Equal("cart-76d5c9f8b4-abcde", SpanWorkloads.PodOf(pod));
    }

    [Theory]
    [InlineData("sidecar")]
    [InlineData("sidecar~10.0.0.1~podwithoutnamespace~x")]
    [InlineData("~~.~")]
    [InlineData("sidecar~10.0.0.1~pod.~x")]
    public void A_node_id_of_another_shape_tells_nothing(string nodeId)
        => Assert.Null(SpanWorkloads.WorkloadOf(SpanOf([("node_id", nodeId)], [])));

    [SharedDataFact]
    public void Kialis_own_cases_hold()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo("kiali/trace-stats-cases.json")));
        int count = 0;
        foreach (JsonElement test in document.RootElement.GetProperty("workloadFromSpan").EnumerateArray())
        {
            Span span = SpanFrom(test.GetProperty("span"));
            JsonElement expected = test.GetProperty("expected");
            WorkloadRef? workload = SpanWorkloads.WorkloadOf(span);
            Assert.Equal(
                expected.ValueKind == JsonValueKind.Null ? null : expected.GetProperty("workload").GetString() + "." + expected.GetProperty("namespace").GetString(),
                workload?.ToString());
            if (expected.ValueKind != JsonValueKind.Null && expected.TryGetProperty("pod", out JsonElement pod))
            {
                Assert.Equal(pod.GetString(), SpanWorkloads.PodOf(span));
            }

            count++;
        }

        Assert.True(count >= 14);
    }

    [SharedDataFact]
    public void Kialis_own_cases_of_apps_hold()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo("kiali/trace-stats-cases.json")));
        JsonElement.ArrayEnumerator cases = document.RootElement.GetProperty("appFromSpan").EnumerateArray();
        Assert.NotEmpty(cases);
        foreach (JsonElement test in cases)
        {
            SpanOwner owner = SpanWorkloads.OwnerOf(SpanFrom(test.GetProperty("span")));
            JsonElement expected = test.GetProperty("expected");
            Assert.Equal(
                (expected.GetProperty("app").GetString(), expected.GetProperty("namespace").GetString()), (owner.App, owner.Namespace));
        }
    }

    private static Span SpanFrom(JsonElement given)
    {
        bool hasProcess = given.TryGetProperty("process", out JsonElement process);
        (string Key, string Value)[] tags = Pairs(given);
        return SpanDraft.ToSpans(new SpanDraft(1)
        {
            Kind = tags.FirstOrDefault(tag => tag.Key == "span.kind").Value switch { "server" => SpanKind.Server, "client" => SpanKind.Client, _ => SpanKind.Unspecified },
            Attributes = [.. tags.Select(tag => (tag.Key, AttributeValue.Of(tag.Value)))],
            Process = hasProcess ? Pairs(process) : [],
            Service = hasProcess ? process.GetProperty("serviceName").GetString()! : string.Empty,
        }).Single();
    }

    private static (string Key, string Value)[] Pairs(JsonElement element)
        => [.. element.GetProperty("tags").EnumerateArray().Select(tag => (tag.GetProperty("key").GetString()!, tag.GetProperty("value").GetString()!))];

    private static Span SpanOf((string Key, string Value)[] attributes, (string Key, string Value)[] process)
        => SpanDraft.ToSpans(new SpanDraft(1) { Attributes = [.. attributes.Select(item => (item.Key, AttributeValue.Of(item.Value)))], Process = process }).Single();
}
