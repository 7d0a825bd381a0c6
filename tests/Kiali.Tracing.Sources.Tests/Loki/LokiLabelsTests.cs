using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Loki;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Loki;

public sealed class LokiLabelsTests
{
    private static readonly WorkloadRef Reviews = new(null, "shop", "reviews");

    [Theory]
    [InlineData(CollectorStyle.Promtail, null)]
    [InlineData(CollectorStyle.OpenTelemetry, null)]
    [InlineData(CollectorStyle.OpenTelemetryMetadata, null)]
    [InlineData(CollectorStyle.FluentBit, null)]
    [InlineData(CollectorStyle.Own, "namespace=ns,pod=kube_pod,container=ctr")]
    public async Task Lines_are_those_of_the_workload_by_its_name_and_of_no_other_that_begins_alike(CollectorStyle style, string? told)
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        (string Workload, string Pod)[] pods =
        [
            ("reviews", "reviews-7d5f8c9b6d-x2k4p"), ("reviews-v1", "reviews-v1-7d5f8c9b6d-x2k4p"), ("reviews", "reviews-0"), ("reviews-canary", "reviews-canary-5b5d6494f4-q6wzd"),
            ("reviews-db", "reviews-db-0"), ("myreviews", "myreviews-7d5f8c9b6d-x2k4p"), ("reviews", "reviews-6f76498fc8-58wpn"),
        ];
        int offset = 0;
        foreach ((string workload, string pod) in pods)
        {
            LokiStreams.Add(bench.Loki, style, LokiBench.Line(workload, pod, pod, offset++));
            LokiStreams.Add(bench.Loki, style, LokiBench.Line(workload, pod, "elsewhere", offset++, space: "shop2"));
        }

        SourceOpenOptions options = LokiBench.Quick with { LokiLabels = told };
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query(Reviews), options);
        Assert.Equal(pods.Where(pod => pod.Workload == "reviews").Select(pod => pod.Pod), answer.Value.Select(line => line.Body));
        Assert.All(answer.Value, line => Assert.Equal((Reviews, line.Body, "app"), (line.Workload, line.Pod, line.Container)));
        Assert.True(answer.Complete);

        // And a limit keeps the newest of those, not of all that look alike.
        answer = await bench.FindAsync(LokiBench.Query(Reviews) with { Limit = 2 }, options);
        Assert.Equal(["reviews-0", "reviews-6f76498fc8-58wpn"], answer.Value.Select(line => line.Body));
    }

    [Theory]
    [InlineData(CollectorStyle.Promtail)]
    [InlineData(CollectorStyle.OpenTelemetryMetadata)]
    public async Task Containers_and_namespaces_narrow_at_the_server(CollectorStyle style)
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        LokiStreams.Add(bench.Loki, style, LokiBench.Line("cart", "cart-0", "app line", 0));
        LokiStreams.Add(bench.Loki, style, LokiBench.Line("cart", "cart-0", "proxy line", 1, "istio-proxy"));
        LokiStreams.Add(bench.Loki, style, LokiBench.Line("cart", "cart-0", "other line", 2, space: "other"));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query() with { Namespaces = ["shop"], Containers = ["istio-proxy", "a.b"] });
        Assert.Equal((ContainerRole.Proxy, "proxy line"), (Assert.Single(answer.Value).Role, answer.Value[0].Body));
        Assert.Contains("_name=\"shop\"", bench.Queries.First().Replace("namespace=\"shop\"", "_name=\"shop\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(@"=~""istio-proxy|a\\.b""", bench.Queries.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_never_taken_for_a_question()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-0", "line"));
        foreach (string hostile in (string[])["\"} or {x=\"", "a\\", "a|.*", ".*", "a\nb", "$(x)", "日本", "\u0000"])
        {
            Assert.Empty((await bench.FindAsync(LokiBench.Query(new WorkloadRef(null, "shop", hostile)))).Value);
            Assert.Empty((await bench.FindAsync(LokiBench.Query() with { Namespaces = [hostile] })).Value);
            Assert.Empty((await bench.FindAsync(LokiBench.Query() with { Containers = [hostile] })).Value);
        }
    }

    [Fact]
    public async Task Lines_of_two_collectors_that_are_the_same_come_once()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        RawLogLine both = LokiBench.Line("cart", "cart-0", "both");
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, both);
        LokiStreams.Add(bench.Loki, CollectorStyle.OpenTelemetry, both);
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-0", "old collector", 1));
        LokiStreams.Add(bench.Loki, CollectorStyle.OpenTelemetry, LokiBench.Line("cart", "cart-0", "new collector", 2));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query(new WorkloadRef(null, "shop", "cart")));
        Assert.Equal(["both", "old collector", "new collector"], answer.Value.Select(line => line.Body));
    }

    [Fact]
    public async Task Unknown_labels_are_named_with_the_option_that_says_which_hold_what()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        Assert.Empty((await bench.FindAsync(LokiBench.Query())).Value);
        LokiStreams.Add(bench.Loki, CollectorStyle.Own, LokiBench.Line("cart", "cart-0", "line"));
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => bench.FindAsync(LokiBench.Query()));
        Assert.Contains("there are ctr, kube_pod, ns", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--loki-labels namespace=LABEL,pod=LABEL,container=LABEL", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<SourceException>(() => bench.FindAsync(LokiBench.Query(), LokiBench.Quick with { LokiLabels = "namespace=space" }));
        Assert.Contains("it has no label space", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("namespace")]
    [InlineData("namespace=")]
    [InlineData("nmespace=ns")]
    [InlineData("namespace=ns,namespace=ns2")]
    [InlineData("pod=\"x\"}")]
    [InlineData("pod=9x")]
    public void Labels_that_cannot_be_read_are_refused(string told)
        => Assert.Contains("--loki-labels", Assert.Throws<ArgumentException>(() => LokiOptions.From(new SourceOpenOptions { LokiLabels = told })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_label_with_the_workload_counts_before_the_pods_name()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        bench.Loki.Add(LokiBench.Start, new Dictionary<string, string> { ["ns"] = "shop", ["deployment"] = "cart", ["kube_pod"] = "oddly-named" }, "line");
        bench.Loki.Add(LokiBench.Start, new Dictionary<string, string> { ["ns"] = "shop", ["deployment"] = "other", ["kube_pod"] = "cart-0" }, "other line");
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(
            LokiBench.Query(new WorkloadRef(null, "shop", "cart")), LokiBench.Quick with { LokiLabels = "namespace=ns, workload=deployment, pod=kube_pod" });
        Assert.Equal(["line"], answer.Value.Select(line => line.Body));
    }

    [Fact]
    public async Task Clusters_are_told_apart_where_loki_knows_the_one_that_is_asked_for()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        foreach (string cluster in (string[])["east", "west"])
        {
            bench.Loki.Add(LokiBench.Start, new Dictionary<string, string> { ["namespace"] = "shop", ["pod"] = "cart-0", ["container"] = "app", ["cluster"] = cluster }, cluster);
        }

        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query(new WorkloadRef("west", "shop", "cart")));
        Assert.Equal(["west"], answer.Value.Select(line => line.Body));
        Assert.Equal("west", answer.Value[0].Workload.Cluster);

        // A trace names a workload with its cluster and without: its lines come once.
        answer = await bench.FindAsync(LokiBench.Query(new WorkloadRef(null, "shop", "cart"), new WorkloadRef("west", "shop", "cart")));
        Assert.Equal(["west"], answer.Value.Select(line => line.Body));
        answer = await bench.FindAsync(LokiBench.Query(new WorkloadRef("Kubernetes", "shop", "cart")));
        Assert.Equal(["east", "west"], answer.Value.Select(line => line.Body).Order(StringComparer.Ordinal));
        Assert.Contains(answer.Warnings, warning => warning.Code == "cluster" && warning.Message.Contains("no cluster Kubernetes", StringComparison.Ordinal));
        answer = await bench.FindAsync(LokiBench.Query(new WorkloadRef(null, "shop", "cart")));
        Assert.Equal(["east", "west"], answer.Value.Select(line => line.Workload.Cluster!).Order(StringComparer.Ordinal));
    }
}
