using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

/// <summary>The lines that <c>logs</c> shows of a live cluster and of a Loki, joined to the recorded traces, against those of the snapshot.</summary>
public sealed class LiveLogsTests
{
    private const string Snapshot = "--source file:";

    private static readonly Lazy<Task<KubernetesStandIn>> Cluster = new(ClusterObjects.OfSampleAsync);
    private static readonly Lazy<Task<LokiStandIn>> Promtail = new(() => LokiStreams.OfSampleAsync(CollectorStyle.Promtail));
    private static readonly Lazy<Task<LokiStandIn>> OpenTelemetry = new(() => LokiStreams.OfSampleAsync(CollectorStyle.OpenTelemetryMetadata));

    [Theory]
    [InlineData("logs -w reviews-v3 -n bookinfo --spans --from 2026-11-14T14:40:00Z --to 2026-11-14T14:42:00Z --format json")]
    [InlineData("logs --trace 8361f45 --format json")]
    [InlineData("logs -w ratings-v1 -n bookinfo -c istio-proxy --severity error --from 2026-11-14T14:30:00Z --to 2026-11-14T14:45:00Z --format json")]
    [InlineData("logs -w details-v1 -n bookinfo --since 5m --spans --format json")]
    public async Task Live_sources_give_the_lines_of_the_snapshot_with_the_same_joins(string line)
    {
        string snapshot = Snapshot + SampleIncident.Folder;
        await using LiveLogs cluster = await LiveLogs.OfClusterAsync(await Cluster.Value, "bookinfo");
        ImmutableArray<string> expected = (await cluster.RunAsync($"{line} {snapshot}")).Lines();
        Assert.True(expected.Length > 10);
        Assert.Equal(ExitCodes.Success, cluster.Outcome.ExitCode);

        Assert.Equal(expected.AsEnumerable(), (await cluster.RunAsync($"{line} {cluster.Source} {snapshot}")).Lines());
        Assert.Equal(ExitCodes.Success, cluster.Outcome.ExitCode);
        Assert.Contains(cluster.Requests, request => request.Contains("/log?", StringComparison.Ordinal));
        foreach (LokiStandIn collected in (LokiStandIn[])[await Promtail.Value, await OpenTelemetry.Value])
        {
            await using LiveLogs loki = await LiveLogs.OfLokiAsync(collected);
            Assert.Equal(expected.AsEnumerable(), (await loki.RunAsync($"{line} {loki.Source} {snapshot}")).Lines());
            Assert.Equal(ExitCodes.Success, loki.Outcome.ExitCode);
        }
    }

    [Fact]
    public async Task A_limit_on_a_live_source_keeps_the_newest_and_makes_the_answer_incomplete()
    {
        await using LiveLogs cluster = await LiveLogs.OfClusterAsync(await Cluster.Value, "bookinfo");
        await using LiveLogs loki = await LiveLogs.OfLokiAsync(await Promtail.Value);
        foreach (LiveLogs live in (LiveLogs[])[cluster, loki])
        {
            ImmutableArray<string> lines = (await live.RunAsync($"logs -w reviews-v3 -n bookinfo --since 10m --limit 20 --format json {live.Source}")).Lines();
            Assert.Equal((20, ExitCodes.Incomplete), (lines.Length, live.Outcome.ExitCode));
            Assert.Contains("newest 20", live.Messages, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_loki_is_asked_for_workloads_that_no_source_knows_any_more_when_they_are_named_in_full()
    {
        await using LiveLogs loki = await LiveLogs.OfLokiAsync(await Promtail.Value);
        foreach (string named in (string[])["-w reviews-v3 -n bookinfo", "-w reviews-v3.bookinfo"])
        {
            Assert.True((await loki.RunAsync($"logs {named} --since 5m --format json {loki.Source}")).Lines().Length > 10);
            Assert.Equal(ExitCodes.Success, loki.Outcome.ExitCode);
        }

        await loki.RunAsync($"logs -w reviews-v3 --since 5m {loki.Source}");
        Assert.Equal(ExitCodes.NotFound, loki.Outcome.ExitCode);
        Assert.Contains("name its namespace, too, with --namespace", loki.Messages, StringComparison.Ordinal);
        await loki.RunAsync($"logs -w gone-v1 -n bookinfo --since 5m {loki.Source}");
        Assert.Equal(ExitCodes.Success, loki.Outcome.ExitCode);
        Assert.Contains("No log lines in this window", loki.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_of_ones_own_are_named_by_an_option()
    {
        await using LiveLogs loki = await LiveLogs.OfLokiAsync(await LokiStreams.OfSampleAsync(CollectorStyle.Own));
        await loki.RunAsync($"logs -w reviews-v3 -n bookinfo --since 5m --format json {loki.Source}");
        Assert.Equal(ExitCodes.SourceFailed, loki.Outcome.ExitCode);
        Assert.Contains("--loki-labels", loki.Messages, StringComparison.Ordinal);
        Assert.True((await loki.RunAsync($"logs -w reviews-v3 -n bookinfo --since 5m --format json --loki-labels namespace=ns,pod=kube_pod,container=ctr {loki.Source}")).Lines().Length > 10);
    }

    [Fact]
    public async Task Without_a_namespace_a_cluster_is_looked_at_in_its_contexts_own()
    {
        await using LiveLogs cluster = await LiveLogs.OfClusterAsync(await Cluster.Value, "istio-system");
        ImmutableArray<string> lines = (await cluster.RunAsync($"logs --since 5m --format json {cluster.Source}")).Lines();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains("\"namespace\":\"istio-system\"", line, StringComparison.Ordinal));
        Assert.Contains("namespace istio-system", (await cluster.RunAsync($"logs --since 5m {cluster.Source}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("reviews", (await cluster.RunAsync($"workloads {cluster.Source}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Requests, request => request.Contains("/api/v1/pods", StringComparison.Ordinal) || request.Contains("bookinfo", StringComparison.Ordinal));

        // A workload of another namespace is found, and a misspelt one has a suggestion.
        Assert.NotEmpty((await cluster.RunAsync($"logs -w reviews-v3 --since 5m --format json {cluster.Source}")).Lines());
        await cluster.RunAsync($"logs -w review-v3 --since 5m {cluster.Source}");
        Assert.Contains("did you mean reviews-v", cluster.Messages, StringComparison.OrdinalIgnoreCase);
        await cluster.RunAsync($"logs -n bokinfo --since 5m {cluster.Source}");
        Assert.Contains("did you mean bookinfo?", cluster.Messages, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Lines_of_before_a_restart_are_asked_of_sources_that_have_them_and_refused_by_others()
    {
        await using LiveLogs cluster = await LiveLogs.OfClusterAsync(await Cluster.Value, "bookinfo");
        await cluster.RunAsync($"logs -w reviews-v3 --previous --since 5m {cluster.Source}");
        Assert.Equal(ExitCodes.Success, cluster.Outcome.ExitCode);
        Assert.Contains("before the last restart", cluster.Text, StringComparison.Ordinal);
        Assert.Contains("No container there was restarted", cluster.Text + cluster.Messages, StringComparison.Ordinal);
        await using LiveLogs loki = await LiveLogs.OfLokiAsync(await Promtail.Value);
        foreach (string source in (string[])[loki.Source, Snapshot + SampleIncident.Folder])
        {
            await loki.RunAsync($"logs -w reviews-v3 -n bookinfo -p --since 5m {source}");
            Assert.Equal(ExitCodes.Usage, loki.Outcome.ExitCode);
            Assert.Contains("leave --previous out", loki.Messages, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("kubernetes://tst", ExitCodes.Usage, "did you mean kubernetes://test?")]
    [InlineData("kubernetes://test --kubeconfig /no/such/file", ExitCodes.SourceFailed, "there is no kubeconfig /no/such/file")]
    [InlineData("kubernetes:// --token-env NO_SUCH_TOKEN", ExitCodes.Success, "tokens, certificates and headers are the kubeconfig's")]
    public async Task What_a_kubeconfig_does_not_have_is_one_line_and_an_exit_code(string source, int exitCode, string message)
    {
        await using LiveLogs cluster = await LiveLogs.OfClusterAsync(await Cluster.Value, "bookinfo");
        string config = source.Contains("--kubeconfig", StringComparison.Ordinal) ? string.Empty : cluster.Source[cluster.Source.IndexOf("--kubeconfig", StringComparison.Ordinal)..];
        await cluster.RunAsync($"workloads --source {source} {config}");
        Assert.Equal(exitCode, cluster.Outcome.ExitCode);
        Assert.Contains(message, cluster.Messages, StringComparison.OrdinalIgnoreCase);
    }
}
