using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Kiali.Tracing.Logs;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public sealed class PodLogTests
{
    private const string Pod = "cart-7d5f8c9b6d-x2k4p";
    private const long Second = UnixTime.NanosPerSecond;

    /// <summary>
    /// Kills: taking the last lines of the log for those of the window, losing the line that a limit of bytes cuts, reading the second of a cut twice, keeping the
    /// oldest lines of a window.
    /// </summary>
    [Fact]
    public async Task Any_window_limit_and_size_of_requests_gives_the_newest_lines_of_the_window()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        SetClock clock = new();
        int[] sizes = [80, 150, 333, 5000];
        OpenedSource[] sources =
        [
            .. sizes.Select(size => bench.Open(
                options: KubernetesBench.Quick with { Clock = clock }, bounds: bounds => bounds with { LargestLog = size, MostLogRequests = 1000, InventoryAge = TimeSpan.FromDays(1) })),
        ];
        Gen<(int[] Steps, int From, int To, int Limit, int Size, int Now)> cases = Gen.Select(
            Gen.Int[0, 8].Array[0, 40], Gen.Int[0, 60], Gen.Int[0, 80], Gen.Int[0, 20], Gen.Int[0, 3], Gen.Int[0, 200]);
        cases.Sample(
            test =>
            {
                bench.Cluster.Logs.Clear();
                List<(long Time, string Body)> written = [];
                long time = KubernetesBench.Start;
                for (int index = 0; index < test.Steps.Length; index++)
                {
                    // Quarters of a second, so that several lines share one; some share all of it.
                    time += test.Steps[index] / 2 * (Second / 4);
                    string body = $"line {index} {new string('ä', index % 5)}";
                    written.Add((time, body));
                    bench.Cluster.Logs.Add("shop", Pod, "app", time, body);
                }

                TimeRange window = new(KubernetesBench.Start + (test.From * Second / 4) - 1, KubernetesBench.Start + (Math.Max(test.From, test.To) * Second / 4) + 1);
                LogQuery query = KubernetesBench.Query("cart") with { Window = window, Limit = test.Limit == 0 ? null : test.Limit };
                clock.UnixNano = KubernetesBench.Start + (test.Now * Second);
                Answer<ImmutableArray<RawLogLine>> answer = sources[test.Size].Logs!.FindLinesAsync(query, CancellationToken.None).GetAwaiter().GetResult();
                ImmutableArray<string> all = [.. written.Where(line => window.Contains(line.Time)).Select(line => line.Body)];
                ImmutableArray<string> expected = test.Limit == 0 || all.Length <= test.Limit ? all : all[^test.Limit..];
                Assert.Equal(expected.AsEnumerable(), answer.Value.Select(line => line.Body));
                Assert.Equal(expected.Length == all.Length, answer.Complete);
            },
            iter: PropertyCases.AtLeast(500),
            threads: 1);
        foreach (OpenedSource source in sources)
        {
            await source.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_window_up_to_now_costs_its_newest_lines_only()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        for (int index = 0; index < 1000; index++)
        {
            bench.Cluster.Logs.Add("shop", Pod, "app", KubernetesBench.Start + (index * Second), $"line {index}");
        }

        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart") with { Limit = 3 });
        Assert.Equal(["line 997", "line 998", "line 999"], answer.Value.Select(line => line.Body));
        Assert.Contains("at least 4 lines match", Assert.Single(answer.Warnings, warning => warning.Code == "limit").Message, StringComparison.Ordinal);
        Assert.Contains("tailLines=4", Assert.Single(bench.LogRequests), StringComparison.Ordinal);
        Assert.Contains("sinceTime=2026-11-14T14:00:00Z", bench.LogRequests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_ended_is_read_from_its_start_and_no_further_than_its_end()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        for (int index = 0; index < 1000; index++)
        {
            bench.Cluster.Logs.Add("shop", Pod, "app", KubernetesBench.Start + (index * Second), $"line {index}");
        }

        TimeRange window = new(KubernetesBench.Start + (100 * Second) + 1, KubernetesBench.Start + (200 * Second));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart") with { Window = window, Limit = 3 });
        Assert.Equal(["line 197", "line 198", "line 199"], answer.Value.Select(line => line.Body));
        Assert.Equal(96, Assert.Single(answer.Warnings, warning => warning.Code == "limit").Count);
        Assert.DoesNotContain("tailLines", Assert.Single(bench.LogRequests), StringComparison.Ordinal);
        Assert.Contains("sinceTime=2026-11-14T14:01:40Z", bench.LogRequests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_pods_and_containers_of_a_workload_are_read_sidecars_among_the_initial_ones_too()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        JsonObject pod = bench.AddPod("cart", "x2k4p", "app", "helper");
        JsonObject sidecar = ClusterObjects.Container("istio-proxy");
        sidecar["restartPolicy"] = "Always";
        pod["spec"]!["initContainers"] = new JsonArray(ClusterObjects.Container("migrate"), sidecar);
        pod["metadata"]!["annotations"] = new JsonObject { ["sidecar.istio.io/status"] = """{"initContainers":["istio-validation","istio-proxy"],"containers":null}""" };
        bench.AddPod("cart", "aaaaa", "app");
        bench.AddPod("cart-db", "bbbbb", "app");
        int offset = 0;
        foreach ((string own, string container) in ((string, string)[])[("cart-7d5f8c9b6d-x2k4p", "migrate"), ("cart-7d5f8c9b6d-x2k4p", "istio-proxy"), ("cart-7d5f8c9b6d-x2k4p", "app"), ("cart-7d5f8c9b6d-x2k4p", "helper"), ("cart-7d5f8c9b6d-aaaaa", "app"), ("cart-db-7d5f8c9b6d-bbbbb", "app")])
        {
            bench.Cluster.Logs.Add("shop", own, container, KubernetesBench.Start + offset++, $"{own} {container}");
        }

        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Equal(
            ["cart-7d5f8c9b6d-x2k4p istio-proxy Proxy", "cart-7d5f8c9b6d-x2k4p app App", "cart-7d5f8c9b6d-x2k4p helper App", "cart-7d5f8c9b6d-aaaaa app App"],
            answer.Value.Select(line => $"{line.Body} {line.Role}"));
        Assert.Equal(["cart-7d5f8c9b6d-x2k4p migrate"], (await bench.FindAsync(KubernetesBench.Query("cart") with { Containers = ["migrate"] })).Value.Select(line => line.Body));
    }

    [Fact]
    public async Task What_a_container_wrote_before_it_crashed_is_asked_for_of_those_that_did()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        JsonObject pod = bench.AddPod("cart", "x2k4p", "app", "istio-proxy");
        pod["status"]!["containerStatuses"] = new JsonArray(
            new JsonObject { ["name"] = "app", ["restartCount"] = 2, ["lastState"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 137, ["finishedAt"] = "2026-11-14T14:20:00Z" } } },
            new JsonObject { ["name"] = "istio-proxy", ["restartCount"] = 0, ["lastState"] = new JsonObject() });
        bench.Cluster.Logs.Add("shop", Pod, "app", KubernetesBench.Start, "last words", previous: true);
        bench.Cluster.Logs.Add("shop", Pod, "app", KubernetesBench.Start + 1, "first words");
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart") with { Previous = true });
        Assert.Equal(["last words"], answer.Value.Select(line => line.Body));
        Assert.Contains("previous=true", Assert.Single(bench.LogRequests), StringComparison.Ordinal);

        // Who looks at its lines of now is told that there are others.
        answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Equal(["first words"], answer.Value.Select(line => line.Body));
        Assert.Contains($"the last at 2026-11-14T14:20:00.000000000Z ({Pod}/app); what they wrote before is shown with --previous.", Assert.Single(answer.Warnings).Message, StringComparison.Ordinal);
        Assert.Empty((await bench.FindAsync(KubernetesBench.Query("cart") with { Window = new TimeRange(KubernetesBench.Start + (1800 * Second), KubernetesBench.Start + (3600 * Second)) })).Warnings);

        bench.AddPod("pay", "x2k4p", "app");
        answer = await bench.FindAsync(KubernetesBench.Query("pay") with { Previous = true });
        Assert.Empty(answer.Value);
        Assert.True(answer.Complete);
        Assert.Equal(["no-previous"], answer.Warnings.Select(warning => warning.Code));

        // Nothing is kept of a run that ended long ago.
        bench.Cluster.Logs.Clear();
        answer = await bench.FindAsync(KubernetesBench.Query("cart") with { Previous = true });
        Assert.True(answer.Complete && answer.Value.IsEmpty);
    }

    [Fact]
    public async Task That_pods_are_gone_or_younger_than_the_window_is_said()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app")["status"]!["startTime"] = "2026-11-14T14:20:00Z";
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Equal(["younger-pods"], answer.Warnings.Select(warning => warning.Code));
        Assert.Equal(["no-pods"], (await bench.FindAsync(KubernetesBench.Query("gone"))).Warnings.Select(warning => warning.Code));
        bench.AddPod("cart", "aaaaa", "app")["status"]!["startTime"] = "2026-11-14T13:00:00Z";
        Assert.Empty((await bench.FindAsync(KubernetesBench.Query("cart"))).Warnings);
    }

    [Fact]
    public async Task What_fails_for_one_container_leaves_the_others_lines()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "aaaaa", "app");
        bench.AddPod("cart", "bbbbb", "app");
        bench.AddPod("cart", "ccccc", "app");
        bench.Cluster.Logs.Add("shop", "cart-7d5f8c9b6d-bbbbb", "app", KubernetesBench.Start, "line");
        bench.Cluster.Logs.Instead["cart-7d5f8c9b6d-aaaaa"] = (500, "Get \"https://10.0.0.7:10250/containerLogs/shop\": dial tcp 10.0.0.7:10250: connect: connection refused");
        bench.Cluster.Logs.NotStarted.Add("cart-7d5f8c9b6d-ccccc/app");
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Equal(["line"], answer.Value.Select(line => line.Body));
        Assert.False(answer.Complete);
        Assert.Equal(["container-failed", "not-started"], answer.Warnings.Select(warning => warning.Code));
        Assert.Contains("connection refused", answer.Warnings[0].Message, StringComparison.Ordinal);

        bench.Cluster.Logs.Instead.Remove("cart-7d5f8c9b6d-aaaaa");
        Assert.True((await bench.FindAsync(KubernetesBench.Query("cart"))).Complete);
    }

    [Fact]
    public async Task A_runtime_that_says_what_is_wrong_in_place_of_lines_is_quoted()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        bench.Cluster.Logs.Instead[Pod] = (200, "unable to retrieve container logs for containerd://0f3\u001b[31m");
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Empty(answer.Value);
        Assert.False(answer.Complete);
        Assert.Contains("\"unable to retrieve container logs for containerd://0f3[31m\"", Assert.Single(answer.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_bytes_and_endless_lines_are_lines_or_counted()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        string large = new('x', 1_200_000);
        bench.Cluster.Logs.Instead[Pod] = (200, $"2026-11-14T14:00:00Z first\r\n\n2026-11-14T14:00:01Z\n2026-11-14T14:00:02.5Z {large}\nno time here\n2026-11-14T14:00:03+02:00 early\n2026-11-14T14:00:04.123456789Z \ufffd last");
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"));
        Assert.Equal(["first", string.Empty, large[..((1 << 20) - "2026-11-14T14:00:02.5Z ".Length)], "\ufffd last"], answer.Value.Select(line => line.Body));
        Assert.Equal(KubernetesBench.Start + 4_123_456_789, answer.Value[^1].UnixNano);
        Assert.Equal(["unreadable-line", "long-line"], answer.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public async Task Lines_that_two_writers_put_out_of_order_are_found_by_their_times()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        foreach (int offset in (int[])[1, 3, 2, 12, 9, 11, 10])
        {
            bench.Cluster.Logs.Add("shop", Pod, "app", KubernetesBench.Start + (offset * Second / 10), $"line {offset}");
        }

        TimeRange window = new(KubernetesBench.Start, KubernetesBench.Start + Second);
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart") with { Window = window });
        Assert.Equal(["line 1", "line 2", "line 3", "line 9"], answer.Value.Select(line => line.Body));
    }

    [Fact]
    public async Task Too_many_containers_and_too_large_logs_are_read_in_part_and_said()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        foreach (string own in (string[])["aaaaa", "bbbbb", "ccccc"])
        {
            bench.AddPod("cart", own, "app");
            for (int index = 0; index < 50; index++)
            {
                bench.Cluster.Logs.Add("shop", "cart-7d5f8c9b6d-" + own, "app", KubernetesBench.Start + (index * Second), $"{own} {index}");
            }
        }

        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(KubernetesBench.Query("cart"), bounds => bounds with { MostContainers = 2 });
        Assert.Equal(100, answer.Value.Length);
        Assert.Contains("3 containers match; the first 2 were read", Assert.Single(answer.Warnings).Message, StringComparison.Ordinal);
        answer = await bench.FindAsync(KubernetesBench.Query("cart"), bounds => bounds with { LargestLog = 300, MostLogRequests = 2 });
        Assert.InRange(answer.Value.Length, 30, 90);
        Assert.False(answer.Complete);
        Assert.Contains("was read up to 2026-11-14T14:00:", answer.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_stalls_gives_what_came_before_the_deadline()
    {
        KubernetesStandIn cluster = new();
        cluster.Add("pods", ClusterObjects.Pod("shop", "cart-0", "StatefulSet/cart", [], "app"));
        cluster.Logs.Add("shop", "cart-0", "app", KubernetesBench.Start, "line");
        await using KubernetesBench bench = await KubernetesBench.StartAsync(cluster);
        SourceOpenOptions options = KubernetesBench.Quick with { Deadline = TimeSpan.FromMilliseconds(800) };
        await using OpenedSource source = bench.Open(options: options);
        await source.Logs!.FindLinesAsync(KubernetesBench.Query(), CancellationToken.None);
        bench.Server.Fault = new StandInFault { StallAfter = 1000 };
        Answer<ImmutableArray<RawLogLine>> answer = await source.Logs.FindLinesAsync(KubernetesBench.Query(), CancellationToken.None);
        Assert.Equal(["line"], answer.Value.Select(line => line.Body));
        Assert.False(answer.Complete);
        Assert.Equal(["deadline"], answer.Warnings.Select(warning => warning.Code));
    }

    private sealed class SetClock : TimeProvider
    {
        public long UnixNano { get; set; }

        public override DateTimeOffset GetUtcNow() => UnixTime.ToDateTimeOffset(UnixNano);
    }
}
