using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

/// <summary>A parent does not wait for a child that only follows from it, as OpenTracing's FOLLOWS_FROM says.</summary>
public sealed class FollowingSpansTests
{
    // a [=========]     0-100
    //   b    [====]     50-100, follows from a
    private static readonly TraceSet Traces = Draw();

    [Fact]
    public void It_is_not_on_the_critical_path()
        => Assert.Equal("a", CriticalPathAnalysis.Compute(Traces.Traces.Single()).Sections.Single().Span.Name);

    [Fact]
    public void The_parents_self_time_goes_on_in_statistics_and_waterfall()
    {
        AnalysisWindow window = new(new TimeRange(0, 1), 1, false);
        StatsResult stats = StatsAnalysis.Compute(Answer.Whole(Traces), window, new StatsOptions { By = [StatsKey.Name] });
        Assert.Equal([100.0, 50.0], stats.Groups.Select(group => group.SelfTimeMs));
        TraceDetailResult detail = TraceDetailAnalysis.Compute(Traces.Traces.Single(), new TraceDetailOptions());
        Assert.Equal(100_000_000, detail.LargestSelfTime!.SelfTimeNanos);
        TimeRange part = WaterfallAnalysis.Rows(detail)[0].SolidParts.Single();
        Assert.Equal(100_000_000, part.EndUnixNano - part.StartUnixNano);
    }

    private static TraceSet Draw()
    {
        SpanColumnsBuilder builder = new();
        builder.SetIds(new TraceId(0, 1), new SpanId(1));
        builder.SetName(builder.AddString("a"));
        builder.SetTimes(Timeline.StartUnixNano, Timeline.StartUnixNano + 100_000_000);
        builder.Commit();
        builder.SetIds(new TraceId(0, 1), new SpanId(2));
        builder.SetParent(new SpanId(1));
        builder.SetName(builder.AddString("b"));
        builder.SetTimes(Timeline.StartUnixNano + 50_000_000, Timeline.StartUnixNano + 100_000_000);
        builder.AddLink(new TraceId(0, 1), new SpanId(1), [new(builder.AddString("opentracing.ref_type"), AttributeValue.Of("follows_from"))]);
        builder.Commit();
        return TraceSet.Create([builder.Build()]);
    }
}
