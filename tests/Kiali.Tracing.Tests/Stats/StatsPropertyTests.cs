using CsCheck;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Tests.TraceDetail;
using Xunit;

namespace Kiali.Tracing.Tests.Stats;

/// <summary>The statistics over columns against the same counted span by span, over traces that need repair and traces that don't.</summary>
public sealed class StatsPropertyTests
{
    private static readonly AnalysisWindow Window = new(new TimeRange(0, 1), 1, false);

    [Fact]
    public void Statistics_equal_those_counted_span_by_span()
        => Gen.Select(RandomTraces.Many(6), Gen.Int[0, 4], Gen.Int[0, 4]).Sample(
            (set, first, second) =>
            {
                StatsKey[] keys = [Keys[first], Keys[second]];
                StatsResult result = StatsAnalysis.Compute(Answer.Whole(set), Window, new StatsOptions { By = [.. keys] });
                var expected = set.Traces
                    .SelectMany(trace => trace.Spans.Select(span => (Trace: trace, Span: span)))
                    .GroupBy(row => (ValueOf(keys[0], row.Span), ValueOf(keys[1], row.Span)))
                    .ToDictionary(group => group.Key, group => group.ToList());
                Assert.Equal(expected.Count, result.Groups.Length);
                foreach (StatsGroup group in result.Groups)
                {
                    var rows = expected[(group.Keys[0], group.Keys[1])];
                    double[] durations = [.. rows.Select(row => row.Span.DurationMs).Order()];
                    Assert.Equal(rows.Count, group.Count);
                    Assert.Equal(rows.Count(row => SpanErrors.ReasonOf(row.Span) != ErrorReason.None), group.Errors);
                    Assert.Equal(durations.Average(), group.MeanMs, 1e-9);
                    Assert.Equal(Quantile(durations, 0.5), group.P50Ms, 1e-9);
                    Assert.Equal(Quantile(durations, 0.9), group.P90Ms, 1e-9);
                    Assert.Equal(Quantile(durations, 0.99), group.P99Ms, 1e-9);
                    Assert.Equal(rows.Sum(row => UnixTime.ToMillis(BruteSelfTime(row.Trace, row.Span))), group.SelfTimeMs, 1e-6);
                }
            },
            iter: PropertyCases.AtLeast(600));

    private static readonly StatsKey[] Keys = [StatsKey.Service, StatsKey.Name, StatsKey.Kind, StatsKey.Status, new("zone")];

    private static string? ValueOf(StatsKey key, Span span)
    {
        string? value = key.Word switch
        {
            "service" => span.ServiceName,
            "name" => span.Name,
            "kind" => Json.ContractWords.Of(span.Kind),
            "status" => SpanErrors.ReasonOf(span) != ErrorReason.None ? SpanErrors.TextOf(SpanOutcome.Of(span)) : SpanOutcome.Of(span).Text,
            _ => span.Attributes.GetText("zone"),
        };
        return string.IsNullOrEmpty(value) ? null : value;
    }

    // Piece by piece between all starts and ends: a piece is the span's own when no child covers it.
    private static long BruteSelfTime(Trace trace, Span span)
    {
        long[] cuts =
        [
            .. trace.ChildrenOf(span).SelectMany(child => new[] { child.StartUnixNano, child.EndUnixNano })
                .Append(span.StartUnixNano)
                .Append(span.EndUnixNano)
                .Where(time => time >= span.StartUnixNano && time <= span.EndUnixNano)
                .Distinct()
                .Order(),
        ];
        return cuts.Zip(cuts.Skip(1))
            .Where(piece => !trace.ChildrenOf(span).Any(child => child.StartUnixNano <= piece.First && child.EndUnixNano >= piece.Second))
            .Sum(piece => piece.Second - piece.First);
    }

    private static double Quantile(double[] sorted, double quantile)
    {
        double place = quantile * (sorted.Length - 1);
        double below = sorted[(int)Math.Floor(place)];
        double above = sorted[(int)Math.Ceiling(place)];
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
