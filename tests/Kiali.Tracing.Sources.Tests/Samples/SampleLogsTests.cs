using System.Globalization;
using System.Text.RegularExpressions;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Samples;

[Collection(SampleCollection.Name)]
public sealed partial class SampleLogsTests(SampleFixture sample)
{
    [Fact]
    public void Each_access_line_of_a_traced_request_agrees_with_exactly_one_span()
    {
        var spans = sample.Spans.Where(span => span.FromProxy)
            .ToLookup(span => (span.Attributes["guid:x-request-id"], span.Pod, Outbound: span.Kind == RecordedSpan.Client));
        var traced = spans.Select(group => group.Key.Item1).ToHashSet();
        var used = new HashSet<string>();
        foreach (var (line, access) in AccessLines().Where(pair => traced.Contains(pair.Access.RequestId)))
        {
            var span = Assert.Single(
                spans[(access.RequestId, line.Pod, access.Outbound)],
                span => span.StartNanos / UnixNanos.PerMillisecond == access.StartMillis
                    && span.Attributes["upstream_cluster"] == access.UpstreamCluster);
            Assert.Equal((span.EndNanos - span.StartNanos) / UnixNanos.PerMillisecond, access.DurationMillis);
            Assert.Equal((span.Attributes["http.status_code"], span.Attributes["response_flags"]), (access.Status, access.Flags));
            Assert.Equal(span.Attributes["response_size"], access.BytesSent.ToString(CultureInfo.InvariantCulture));
            Assert.Contains("//" + access.Authority + "/", span.Attributes["http.url"], StringComparison.Ordinal);
            Assert.True(used.Add(span.SpanId), "two lines for one span");
            Assert.True(line.TimeNanos >= span.EndNanos, "logged before it ended");
        }

        var last = sample.Lines.Max(line => line.TimeNanos) - (2 * UnixNanos.PerSecond);
        var logged = UnixNanos.Of(sample.Scenario.Telemetry.LogsFrom);
        var expected = sample.Spans.Count(span => span.FromProxy && span.EndNanos >= logged && span.EndNanos < last);
        Assert.InRange(used.Count, expected, expected + 100);
    }

    [Fact]
    public void The_request_id_tells_whether_the_request_is_traced()
    {
        var traced = sample.Spans.Where(span => span.FromProxy).Select(span => span.Attributes["guid:x-request-id"]).ToHashSet();
        Assert.All(AccessLines(), pair => Assert.Equal(traced.Contains(pair.Access.RequestId), pair.Access.RequestId[14] == '9'));
    }

    [Fact]
    public void Every_failure_in_the_window_is_in_the_access_logs_of_both_proxies()
    {
        var from = UnixNanos.Of(sample.Scenario.Telemetry.LogsFrom);
        var to = UnixNanos.Of(sample.Scenario.To) - (2 * UnixNanos.PerSecond);
        var failures = sample.Simulation.Exchanges
            .SelectMany(pair => new[] { (pair.Exchange.Client, pair.Exchange.Caller), (pair.Exchange.Server, pair.Exchange.Callee) })
            .Where(pair => pair.Item1.Failed && pair.Item1.EndNanos >= from && pair.Item1.EndNanos < to)
            .Select(pair => (pair.Item2.Name, pair.Item1.StartNanos / UnixNanos.PerMillisecond));
        var logged = AccessLines()
            .Where(pair => pair.Access.Status is "0" or "503" or "504")
            .Select(pair => (pair.Line.Pod, pair.Access.StartMillis))
            .ToHashSet();
        Assert.All(failures, failure => Assert.Contains(failure, logged));
    }

    [Fact]
    public void Trace_ids_in_application_lines_belong_to_requests_that_passed_the_pod()
    {
        var passed = sample.Simulation.Exchanges.Select(pair => (pair.Request.TraceId, pair.Exchange.Callee.Name)).ToHashSet();
        var lowHalves = passed.Select(pair => (pair.TraceId[16..], pair.Name)).ToHashSet();
        var found = new Dictionary<string, int>();
        foreach (var line in sample.Lines.Where(line => line.Container != "istio-proxy"))
        {
            foreach (var match in TraceField().Matches(line.Body).Cast<Match>())
            {
                var field = match.Groups["field"].Value;
                found[field] = found.GetValueOrDefault(field) + 1;
                if (field == "dd.trace_id")
                {
                    var low = ulong.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture);
                    Assert.Contains((low.ToString("x16", CultureInfo.InvariantCulture), line.Pod), lowHalves);
                }
                else
                {
                    Assert.Contains((match.Groups["id"].Value, line.Pod), passed);
                }
            }
        }

        Assert.Equal(["X-B3-TraceId", "dd.trace_id", "trace_id", "traceparent"], found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found.Values, count => Assert.True(count > 100));
    }

    [Fact]
    public void Some_pods_log_access_as_text_and_others_as_JSON_and_each_pod_in_one_way()
    {
        var formats = AccessLines().GroupBy(pair => pair.Line.Pod)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Line.Body[0]).Distinct().Single());
        Assert.Contains('[', formats.Values);
        Assert.Contains('{', formats.Values);
    }

    [Fact]
    public void Lines_of_a_container_are_in_the_order_of_the_runtimes_time_and_within_the_window()
    {
        Assert.All(sample.Lines.GroupBy(line => (line.Pod, line.Container)), container =>
        {
            var times = container.Select(line => line.TimeNanos).ToArray();
            Assert.Equal(times.Order(), times);
            Assert.InRange(times[0], UnixNanos.Of(sample.Scenario.Telemetry.LogsFrom), times[^1]);
            Assert.True(times[^1] < UnixNanos.Of(sample.Scenario.To));
        });
    }

    [Fact]
    public void There_are_stack_traces_health_checks_and_the_restarted_pods_first_lines()
    {
        IEnumerable<RecordedLine> Starting(string text) => sample.Lines.Where(line => line.Body.StartsWith(text, StringComparison.Ordinal));
        Assert.InRange(Starting("\tat com.bookinfo.reviews.RatingsClient.getRatings").Count(), 2, 60);
        Assert.NotEmpty(Starting("Traceback (most recent call last):"));
        Assert.InRange(sample.Lines.Count(line => line.Body.Contains("/health", StringComparison.Ordinal)), 500, 2_000);
        var restarted = Assert.Single(sample.Scenario.Restarts).Pod;
        Assert.Equal([restarted], Starting("Puma starting").Select(line => line.Pod));
        var ready = sample.Lines.Where(line => line.Body.EndsWith("Envoy proxy is ready", StringComparison.Ordinal));
        Assert.Equal([restarted], ready.Select(line => line.Pod));
    }

    private IEnumerable<(RecordedLine Line, RecordedAccess Access)> AccessLines() =>
        from line in sample.Lines
        where line.Container == "istio-proxy"
        let access = RecordedAccess.Parse(line.Body)
        where access is not null
        select (line, access);

    [GeneratedRegex("""(?<field>traceparent|dd\.trace_id|(?<![.])trace_id|X-B3-TraceId)"?[=:]"?(00-)?(?<id>[0-9a-f]{32}|\d{4,20}(?![0-9a-f]))""")]
    private static partial Regex TraceField();
}
