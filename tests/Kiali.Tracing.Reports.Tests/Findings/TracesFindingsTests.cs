using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class TracesFindingsTests
{
    [Fact]
    public void Slow_traces_are_those_above_the_widest_gap()
    {
        SlowTraces groups = SlowTraces.Find(TraceLists.Incident)!;

        Assert.Equal(20, groups.Slow.Length);
        Assert.Equal(60, groups.Others.Length);
        Assert.Equal(2_000, groups.AboveMs);
        Assert.Equal(2_695, groups.SlowMedianMs);
        Assert.Equal(34.5, groups.OthersMedianMs);
    }

    [Fact]
    public void Durations_without_a_gap_have_no_slow_group() =>
        Assert.Null(SlowTraces.Find(TraceLists.Result([.. Enumerable.Range(0, 50).Select(i => TraceLists.Summary(i, 10 + i))])));

    [Fact]
    public void Two_strays_are_no_group() => Assert.Null(SlowTraces.Find(TraceLists.Result(
        [.. Enumerable.Range(0, 50).Select(i => TraceLists.Summary(i, i < 48 ? 10 : 5_000))])));

    [Fact]
    public void The_groups_part_the_traces_at_least_twofold_and_lose_none() =>
        Gen.Double[0.1, 10_000].Array[0, 60].Sample(
            durations =>
            {
                TracesResult result = TraceLists.Result([.. durations.Select((ms, i) => TraceLists.Summary(i, ms))]);
                if (SlowTraces.Find(result) is not { } groups)
                {
                    return;
                }

                Assert.Equal(result.Traces.Length, groups.Slow.Length + groups.Others.Length);
                double slowest = groups.Others.Max(trace => trace.DurationMs);
                double quickest = groups.Slow.Min(trace => trace.DurationMs);
                Assert.True(quickest > 2 * slowest);
                Assert.InRange(groups.AboveMs, slowest, quickest);
                Assert.True(groups.Slow.Length <= groups.Others.Length);
            },
            iter: PropertyCases.AtLeast(1_000));

    [Fact]
    public void The_cover_counts_traces_with_errors_and_compares_medians() => Assert.Equal<KeyFigure>(
        [
            new KeyFigure("10 of 80", "traces with errors", "4 errors in the worst"),
            new KeyFigure("34.5 → 2,695 ms", "median of the other and the slow traces", "20 slow, above 2,000\u00a0ms"),
        ],
        TracesFindings.KeyFigures(TraceLists.Incident));

    [Fact]
    public void The_summary_compares_the_slow_traces_of_a_request_with_the_others() => Assert.Equal<string>(
        ["From 14:01:00 on, GET /productpage took 2,695\u00a0ms in the median instead of 34.5\u00a0ms: 20 of 80 traces. 10 have errors."],
        TracesFindings.Lead(TraceLists.Incident));

    [Fact]
    public void The_service_that_parts_slow_from_quick_is_named_with_its_counts()
    {
        ImmutableArray<Statement> statements = TracesFindings.Statements(TraceLists.Incident);

        Assert.Equal(
            new Statement("Every slow trace passes ratings", EvidenceKind.TraceTable, "20 of 20 above 2,000\u00a0ms, 40 of 60 others"), statements[0]);
        Assert.Equal(
            new Statement("Slow traces begin at 14:01:00, the last at 14:01:19", EvidenceKind.TraceScatter, "20 of 80 take over 2,000\u00a0ms"), statements[1]);
        Assert.Equal(
            new Statement("10 of 80 traces have errors, most often 503", EvidenceKind.TraceTable, "10 of 20 slow, 0 of 60 others"), statements[2]);
    }

    [Fact]
    public void A_service_that_all_traces_pass_explains_nothing() => Assert.DoesNotContain(
        TracesFindings.Statements(TraceLists.Result(
            [.. Enumerable.Range(0, 40).Select(i => TraceLists.Summary(i, i < 30 ? 10 : 900, 0, "a", "b"))])),
        statement => statement.Text.Contains("passes", StringComparison.Ordinal));

    [Fact]
    public void Healthy_traces_say_nothing_and_the_summary_says_so()
    {
        TracesResult healthy = TraceLists.Result([.. Enumerable.Range(0, 50).Select(i => TraceLists.Summary(i, 10 + (i % 5)))]);

        Assert.Empty(TracesFindings.Statements(healthy));
        Assert.EndsWith("None has errors.", Assert.Single(TracesFindings.Lead(healthy)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_window_says_so()
    {
        Assert.Empty(TracesFindings.KeyFigures(TraceLists.Result()));
        Assert.Empty(TracesFindings.Statements(TraceLists.Result()));
        Assert.Equal<string>(["No traces were recorded in the window."], TracesFindings.Lead(TraceLists.Result()));
    }
}
