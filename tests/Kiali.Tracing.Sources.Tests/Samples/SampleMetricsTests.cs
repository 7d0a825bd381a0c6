using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Samples;

[Collection(SampleCollection.Name)]
public sealed class SampleMetricsTests(SampleFixture sample)
{
    private const string Requests = "istio_requests_total";
    private const string Duration = "istio_request_duration_milliseconds";

    private static readonly string[] Bounds =
    [
        "0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000", "30000", "60000", "300000", "600000",
        "1800000", "3600000", "+Inf",
    ];

    [Fact]
    public void A_counter_holds_at_every_scrape_what_the_proxy_had_served_since_it_started()
    {
        var counted = sample.Simulation.Exchanges
            .SelectMany(pair => new[] { (pair.Exchange, AtSource: true), (pair.Exchange, AtSource: false) })
            .ToLookup(one => Key(one.Exchange, one.AtSource), one => one.AtSource ? one.Exchange.Client : one.Exchange.Server);

        Assert.All(sample.Series.Where(one => one.Name == Requests), one =>
        {
            long[] ends = [.. counted[Key(one)].Select(side => side.EndNanos).Order()];
            foreach (var (at, value) in one.Samples)
            {
                var now = at * UnixNanos.PerMillisecond;
                var since = sample.Scenario.Restarts.Where(restart => restart.Pod == one.Labels["pod"])
                    .Select(restart => UnixNanos.Of(restart.At))
                    .Where(restart => restart <= now).DefaultIfEmpty(0).Max();
                Assert.Equal(CountUntil(ends, now) - CountUntil(ends, since - 1), value);
            }
        });
    }

    [Fact]
    public void Both_reporters_tell_of_the_same_requests_but_for_those_since_the_earlier_scrape()
    {
        var totals = sample.Series.Where(one => one.Name == Requests)
            .ToLookup(one => (one.Labels["reporter"], one.Labels["destination_workload"]), one => one.Samples[^1].Value);
        foreach (var workload in new[] { "productpage-v1", "reviews-v1", "reviews-v2", "reviews-v3", "ratings-v1" })
        {
            var atSource = totals[("source", workload)].Sum();
            Assert.InRange(totals[("destination", workload)].Sum(), atSource - 100, atSource + 100);
            Assert.InRange(atSource, 10_000, 100_000);
        }
    }

    [Fact]
    public void A_histogram_has_all_buckets_or_none_and_they_agree_with_count_sum_and_requests()
    {
        var byName = sample.Series.ToLookup(one => (one.Name, one.Identity, one.Labels.GetValueOrDefault("le")));
        Assert.All(sample.Series.Where(one => one.Name == Requests), requests =>
        {
            RecordedSeries Of(string name, string? bound = null) => byName[(name, requests.Identity, bound)].Single();
            var buckets = Bounds.Select(bound => Of(Duration + "_bucket", bound)).ToArray();
            var sum = Of(Duration + "_sum");
            Assert.Equal(requests.Samples, Of(Duration + "_count").Samples);
            Assert.Equal(requests.Samples, buckets[^1].Samples);
            Assert.Equal(requests.Samples, Of("istio_request_bytes_count").Samples);
            Assert.Equal(requests.Samples, Of("istio_response_bytes_count").Samples);
            for (var i = 0; i < requests.Samples.Count; i++)
            {
                var counts = buckets.Select(bucket => bucket.Samples[i].Value).ToArray();
                Assert.Equal(counts.Order(), counts);
                var highest = Enumerable.Range(1, counts.Length - 2)
                    .Sum(b => (counts[b] - counts[b - 1]) * double.Parse(Bounds[b], CultureInfo.InvariantCulture));
                Assert.InRange(sum.Samples[i].Value, 0, highest + (counts[0] * 0.5));
            }
        });
    }

    [Fact]
    public void Sums_are_those_of_the_requests()
    {
        var counted = sample.Simulation.Exchanges
            .SelectMany(pair => new[]
            {
                (Key: Key(pair.Exchange, true), Side: pair.Exchange.Client, pair.Exchange.RequestBytes),
                (Key: Key(pair.Exchange, false), Side: pair.Exchange.Server, pair.Exchange.RequestBytes),
            })
            .ToLookup(one => one.Key);
        var restarted = sample.Scenario.Restarts.Select(restart => restart.Pod).ToHashSet();
        var sums = sample.Series
            .Where(one => one.Name.EndsWith("_sum", StringComparison.Ordinal) && !restarted.Contains(one.Labels["pod"]));
        Assert.All(sums, one =>
        {
            var (at, value) = one.Samples[^1];
            var ended = counted[Key(one)].Where(pair => pair.Side.EndNanos <= at * UnixNanos.PerMillisecond);
            Assert.Equal(
                one.Name switch
                {
                    "istio_request_bytes_sum" => ended.Sum(pair => pair.RequestBytes),
                    "istio_response_bytes_sum" => ended.Sum(pair => pair.Side.ResponseBytes),
                    _ => ended.Sum(pair => pair.Side.DurationMillis),
                },
                value);
        });
    }

    [Fact]
    public void Series_have_Istios_labels_and_the_pod_and_no_others()
    {
        string[] expected =
        [
            "connection_security_policy", "destination_canonical_revision", "destination_canonical_service", "destination_cluster",
            "destination_principal", "destination_service", "destination_service_name", "destination_service_namespace",
            "destination_workload", "destination_workload_namespace", "pod", "reporter", "request_protocol", "response_code",
            "response_flags", "source_canonical_revision", "source_canonical_service", "source_cluster", "source_principal",
            "source_workload", "source_workload_namespace",
        ];
        Assert.All(sample.Series, one => Assert.Equal(expected, one.Labels.Keys.Where(name => name != "le")));
        Assert.All(
            sample.Series, one => Assert.Equal(one.Name.EndsWith("_bucket", StringComparison.Ordinal), one.Labels.ContainsKey("le")));
    }

    [Fact]
    public void Pods_are_scraped_every_minute_and_in_the_last_75_minutes_every_15_seconds_each_at_its_own_offset()
    {
        var dense = sample.Scenario.To.AddMinutes(-75).ToUnixTimeMilliseconds();
        var longest = sample.Series.Where(one => one.Name == Requests).GroupBy(one => one.Labels["pod"])
            .Select(pod => pod.MaxBy(one => one.Samples.Count)!)
            .Where(one => sample.Scenario.Restarts.All(restart => restart.Pod != one.Labels["pod"]))
            .ToArray();
        Assert.All(longest, one =>
        {
            var times = one.Samples.Select(pair => pair.AtMillis).ToArray();
            Assert.Equal(165, times.Count(at => at < dense));
            Assert.Equal(300, times.Count(at => at >= dense));
            Assert.All(times.Zip(times.Skip(1)).Where(pair => pair.Second < dense), pair => Assert.Equal(60_000, pair.Second - pair.First));
            Assert.All(times.Zip(times.Skip(1)).Where(pair => pair.First >= dense), pair => Assert.Equal(15_000, pair.Second - pair.First));
        });
        Assert.Equal(longest.Length, longest.Select(one => one.Samples[^1].AtMillis % 15_000).Distinct().Count());
    }

    [Fact]
    public void Only_the_restarted_pods_counters_begin_again()
    {
        var reset = sample.Series
            .Where(one => one.Samples.Zip(one.Samples.Skip(1)).Any(pair => pair.Second.Value < pair.First.Value))
            .Select(one => one.Labels["pod"]).Distinct();
        Assert.Equal(sample.Scenario.Restarts.Select(restart => restart.Pod), reset);
    }

    // How many of the ascending times are not after the given one.
    private static int CountUntil(long[] ascending, long time)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle] <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static string Key(RecordedSeries one) => string.Join(
        '|',
        one.Labels["pod"],
        one.Labels["reporter"],
        one.Labels["source_workload"],
        one.Labels["destination_workload"],
        one.Labels["response_code"],
        one.Labels["response_flags"]);

    private static string Key(Exchange exchange, bool atSource)
    {
        var side = atSource ? exchange.Client : exchange.Server;
        return string.Join(
            '|',
            (atSource ? exchange.Caller : exchange.Callee).Name,
            atSource ? "source" : "destination",
            exchange.Caller.Workload.Name,
            exchange.Callee.Workload.Name,
            side.Status,
            side.Flags);
    }
}
