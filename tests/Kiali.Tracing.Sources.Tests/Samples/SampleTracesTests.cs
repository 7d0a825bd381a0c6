using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Samples;

[Collection(SampleCollection.Name)]
public sealed class SampleTracesTests(SampleFixture sample)
{
    [Fact]
    public void A_trace_has_two_proxy_spans_for_each_exchange_and_no_other_trace_is_there()
    {
        var proxySpans = sample.Spans.Where(span => span.FromProxy)
            .GroupBy(span => span.TraceId).ToDictionary(group => group.Key, group => group.Count());
        var exchanges = sample.Simulation.Traced.ToDictionary(request => request.TraceId, request => 2 * request.Exchanges.Count());
        Assert.Equal(exchanges, proxySpans);
    }

    [Fact]
    public void Each_proxy_span_says_what_its_proxy_saw()
    {
        var spans = sample.Spans.ToDictionary(span => span.SpanId);
        foreach (var (request, exchange) in sample.Simulation.Exchanges.Where(pair => pair.Request.Traced))
        {
            foreach (var atClient in new[] { true, false })
            {
                var (side, pod) = atClient ? (exchange.Client, exchange.Caller) : (exchange.Server, exchange.Callee);
                var kind = atClient ? RecordedSpan.Client : RecordedSpan.Server;
                var span = spans[side.SpanId.ToString("x16", CultureInfo.InvariantCulture)];
                Assert.Equal(
                    (request.TraceId, pod.Name, kind, side.StartNanos, side.EndNanos),
                    (span.TraceId, span.Pod, span.Kind, span.StartNanos, span.EndNanos));
                Assert.Equal(side.Status.ToString(CultureInfo.InvariantCulture), span.Attributes["http.status_code"]);
                Assert.Equal(side.Flags, span.Attributes["response_flags"]);
                Assert.Equal(side.Failed, span.Attributes.ContainsKey("error"));
                Assert.Equal(0, span.StatusCode);
            }
        }
    }

    [Fact]
    public void A_trace_has_one_request_id_one_root_and_no_unknown_parent()
    {
        foreach (var trace in sample.Spans.GroupBy(span => span.TraceId))
        {
            var ids = trace.Select(span => span.SpanId).ToHashSet();
            Assert.Equal(trace.Count(), ids.Count);
            Assert.Single(trace.Where(span => span.FromProxy).Select(span => span.Attributes["guid:x-request-id"]).Distinct());
            Assert.Single(trace, span => span.ParentId is null);
            Assert.All(trace.Where(span => span.ParentId is not null), span => Assert.Contains(span.ParentId!, ids));
        }
    }

    [Fact]
    public void A_span_lies_within_its_parent_unless_the_caller_hung_up()
    {
        var spans = sample.Spans.ToDictionary(span => span.SpanId);
        foreach (var span in sample.Spans.Where(span => span.ParentId is not null))
        {
            var parent = spans[span.ParentId!];
            Assert.True(span.StartNanos >= parent.StartNanos, $"{span.SpanId} starts before its parent");
            if (span.EndNanos > parent.EndNanos)
            {
                Assert.Equal(("DC", "UT"), (span.Attributes["response_flags"], parent.Attributes["response_flags"]));
            }
        }
    }

    [Fact]
    public void A_server_span_is_a_network_hop_inside_its_client_span()
    {
        var spans = sample.Spans.ToDictionary(span => span.SpanId);
        Assert.All(sample.Spans.Where(span => span is { FromProxy: true, Kind: RecordedSpan.Server }), span =>
            Assert.InRange(span.StartNanos - spans[span.ParentId!].StartNanos, 198_000, 2_001_000));
    }

    [Fact]
    public void Applications_that_fail_say_so_with_an_error_status_and_an_exception()
    {
        var failed = sample.Simulation.Exchanges
            .Where(pair => pair.Request.Traced && pair.Exchange.Run.Failed && pair.Exchange.Callee.Workload.Instrumentation is not null)
            .Select(pair => pair.Exchange.Run.ServerSpanId.ToString("x16", CultureInfo.InvariantCulture));
        var marked = sample.Spans
            .Where(span => span is { FromProxy: false, Kind: RecordedSpan.Server, StatusCode: 2, Events: 1 }).Select(span => span.SpanId);
        Assert.Equal(failed.Order(StringComparer.Ordinal), marked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_incident_is_sampled_often_enough_to_be_studied()
    {
        var starts = sample.Spans.Where(span => span.ParentId is null).Select(span => span.StartNanos - sample.OnsetNanos).ToArray();
        Assert.InRange(starts.Count(start => start >= 0), 60, 2_000);
        Assert.InRange(starts.Count(start => start >= 120 * UnixNanos.PerSecond && start < 300 * UnixNanos.PerSecond), 15, 200);
    }
}
