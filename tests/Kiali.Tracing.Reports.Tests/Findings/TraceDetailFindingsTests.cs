using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class TraceDetailFindingsTests
{
    private static readonly TraceDetailResult Slow = TraceDetailAnalysis.Compute(
        Timeline.Draw(
            """
            gateway/in          [=====================]  server error
              product/page       [===================]   server error
                ratings/get        [=============]       server error
                details/get                      [=]     server
            """),
        new TraceDetailOptions());

    [Fact]
    public void The_workload_that_the_critical_path_waits_for_is_named_with_its_share()
    {
        KeyFigure figure = Assert.Single(TraceDetailFindings.KeyFigures(Slow));

        Assert.Equal("64\u00a0%", figure.Value);
        Assert.Equal("of trace 0000001 is spent in ratings itself", figure.Label);
        Assert.Equal("140\u00a0ms of 220\u00a0ms on the critical path", figure.Note);
    }

    [Fact]
    public void The_longest_own_work_and_the_deepest_error_are_named() => Assert.Equal<Statement>(
        [
            new Statement("ratings takes longest itself: ratings/get", EvidenceKind.Waterfall, "140\u00a0ms self time in 1 span"),
            new Statement(
                "The errors of trace 0000001 begin at ratings ratings/get", EvidenceKind.Waterfall, "3 spans failed; this one is the deepest, at 11:00:00.170"),
        ],
        TraceDetailFindings.Statements(Slow));

    [Fact]
    public void A_trace_without_errors_names_none() => Assert.DoesNotContain(
        TraceDetailFindings.Statements(TraceDetailAnalysis.Compute(Timeline.Draw("a/b  [===]"), new TraceDetailOptions())),
        statement => statement.Text.Contains("error", StringComparison.Ordinal));
}
