using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.MetricCharts;

public sealed class SpanOverlayTests
{
    private const string Ratings = "ratings-v1";
    private static readonly MetricsOptions Options = new() { Workload = ScrapedTraffic.Workload };
    private static readonly TimeRange Range = ScrapedTraffic.Window(600).Range;

    [Fact]
    public void A_request_that_proxy_and_application_recorded_is_one_point_the_proxys()
    {
        RequestTrace trace = new();
        ulong caller = trace.Proxy(0, SpanKind.Client, "reviews-v3");
        ulong proxy = trace.Proxy(caller, SpanKind.Server, Ratings);
        ulong work = trace.Application(trace.Application(proxy, SpanKind.Internal, Ratings), SpanKind.Server, Ratings);
        ulong call = trace.Application(work, SpanKind.Client, Ratings);
        ulong sent = trace.Proxy(trace.Application(call, SpanKind.Internal, Ratings), SpanKind.Client, Ratings);

        Assert.Equal([new SpanId(proxy)], IdsOf(trace, TrafficDirection.Inbound));
        Assert.Equal([new SpanId(sent)], IdsOf(trace, TrafficDirection.Outbound));
    }

    [Fact]
    public void Without_a_proxy_the_application_tells()
    {
        RequestTrace trace = new();
        ulong server = trace.Application(0, SpanKind.Server, Ratings);
        ulong consumer = trace.Application(0, SpanKind.Consumer, Ratings);
        ulong client = trace.Application(server, SpanKind.Client, Ratings);
        ulong producer = trace.Application(server, SpanKind.Producer, Ratings);
        trace.Application(server, SpanKind.Internal, Ratings);

        Assert.Equal([new SpanId(server), new SpanId(consumer)], IdsOf(trace, TrafficDirection.Inbound));
        Assert.Equal([new SpanId(client), new SpanId(producer)], IdsOf(trace, TrafficDirection.Outbound));
    }

    [Fact]
    public void A_call_of_the_workload_to_itself_is_a_request_of_its_own()
    {
        RequestTrace trace = new();
        ulong proxy = trace.Proxy(0, SpanKind.Server, Ratings);
        ulong server = trace.Application(proxy, SpanKind.Server, Ratings);
        ulong client = trace.Application(server, SpanKind.Client, Ratings);
        ulong again = trace.Application(client, SpanKind.Server, Ratings);
        ulong far = trace.Proxy(trace.Application(again, SpanKind.Client, Ratings), SpanKind.Client, Ratings);

        Assert.Equal([new SpanId(proxy), new SpanId(again)], IdsOf(trace, TrafficDirection.Inbound));
        Assert.Equal([new SpanId(client), new SpanId(far)], IdsOf(trace, TrafficDirection.Outbound));
    }

    [Fact]
    public void A_waypoint_between_two_workloads_tells_for_both()
    {
        RequestTrace trace = new();
        ulong call = trace.Application(0, SpanKind.Client, Ratings);
        ulong received = trace.Waypoint(call, SpanKind.Server, Ratings, "mongodb-v1");
        ulong sent = trace.Waypoint(received, SpanKind.Client, Ratings, "mongodb-v1");
        trace.Application(sent, SpanKind.Server, "mongodb-v1");

        Assert.Equal([new SpanId(sent)], IdsOf(trace, TrafficDirection.Outbound));
        Assert.Equal(
            [new SpanId(received)],
            SpanOverlayAnalysis.Compute(
                trace.ToSet().Traces, Options with { Workload = new WorkloadRef(null, "bookinfo", "mongodb-v1") }, TrafficDirection.Inbound, Range)
                .Spans.Select(span => span.SpanId));
    }

    [Fact]
    public void Spans_start_in_the_window_and_are_ordered_by_start()
    {
        RequestTrace trace = new();
        trace.Proxy(0, SpanKind.Server, Ratings, atSeconds: -0.001, ms: 60_000);
        ulong last = trace.Proxy(0, SpanKind.Server, Ratings, atSeconds: 599.999, ms: 60_000);
        ulong first = trace.Proxy(0, SpanKind.Server, Ratings, atSeconds: 0);
        trace.Proxy(0, SpanKind.Server, Ratings, atSeconds: 600);
        trace.Proxy(0, SpanKind.Server, "ratings-v2", atSeconds: 5);

        Assert.Equal([new SpanId(first), new SpanId(last)], IdsOf(trace, TrafficDirection.Inbound));
    }

    [Fact]
    public void Failed_spans_and_traces_are_counted()
    {
        RequestTrace trace = new();
        trace.Proxy(0, SpanKind.Server, Ratings, status: "503");
        trace.Proxy(0, SpanKind.Server, Ratings, status: "404");
        trace.NextTrace().Proxy(0, SpanKind.Server, Ratings);

        SpanOverlay overlay = SpanOverlayAnalysis.Compute(trace.ToSet().Traces, Options, TrafficDirection.Inbound, Range);

        Assert.Equal((3, 2, 1), (overlay.Spans.Length, overlay.TraceCount, overlay.ErrorCount));
        Assert.Equal("503", overlay.Spans.Single(span => span.Error is not null).Error);
        Assert.Empty(overlay.Boxes);
    }

    [Fact]
    public void Spans_become_boxes_when_they_are_more_than_may_be_dots()
    {
        RequestTrace trace = new();
        for (int span = 0; span < 11; span++)
        {
            trace.Proxy(0, SpanKind.Server, Ratings, atSeconds: span);
        }

        Assert.Empty(SpanOverlayAnalysis.Compute(trace.ToSet().Traces, Options with { MostDots = 11 }, TrafficDirection.Inbound, Range).Boxes);
        SpanBox box = Assert.Single(SpanOverlayAnalysis.Compute(trace.ToSet().Traces, Options with { MostDots = 10 }, TrafficDirection.Inbound, Range).Boxes);
        Assert.Equal((11, 40), (box.Count, box.Range.Duration.TotalSeconds));
    }

    [Fact]
    public void Boxes_hold_each_span_once_and_their_numbers_are_those_of_the_sorted_spans()
    {
        Gen<OverlaidSpan> one = Gen.Select(Gen.Long[-20, 1_000], Gen.Long[0, 5_000_000], Gen.Bool).Select((at, duration, failed) => new OverlaidSpan(
            new TraceId(0, 1), new SpanId(1), "GET /", "ratings", ScrapedTraffic.Workload, TrafficDirection.Inbound, at, duration, failed ? "503" : null));
        Gen.Select(one.Array[0, 200], Gen.Long[1, 997]).Sample(
            (spans, length) =>
            {
                TimeRange range = new(0, length);
                ImmutableArray<SpanBox> boxes = SpanOverlayAnalysis.BoxesOf([.. spans], range);

                OverlaidSpan[] inside = [.. spans.Where(span => range.Contains(span.StartUnixNano))];
                Assert.Equal(inside.Length, boxes.Sum(box => box.Count));
                Assert.Equal(inside.Count(span => span.Error is not null), boxes.Sum(box => box.ErrorCount));
                foreach (SpanBox box in boxes)
                {
                    double[] sorted = [.. inside.Where(span => box.Range.Contains(span.StartUnixNano)).Select(span => span.DurationNanos / 1e6).Order()];
                    Assert.Equal(sorted.Length, box.Count);
                    Assert.Equal(sorted[0], box.MinimumMs);
                    Assert.Equal(sorted[^1], box.MaximumMs);
                    Assert.Equal(Between(sorted, 1), box.LowerQuartileMs, 9);
                    Assert.Equal(Between(sorted, 2), box.MedianMs, 9);
                    Assert.Equal(Between(sorted, 3), box.UpperQuartileMs, 9);
                }
            },
            iter: PropertyCases.AtLeast(500));
    }

    // A quarter of the way from rank to rank, in whole quarters.
    private static double Between(double[] sorted, int quarters)
    {
        int place = quarters * (sorted.Length - 1);
        double next = sorted[Math.Min((place / 4) + 1, sorted.Length - 1)];
        return ((sorted[place / 4] * (4 - (place % 4))) + (next * (place % 4))) / 4;
    }

    private static IEnumerable<SpanId> IdsOf(RequestTrace trace, TrafficDirection direction)
        => SpanOverlayAnalysis.Compute(trace.ToSet().Traces, Options, direction, Range).Spans.Select(span => span.SpanId);
}
