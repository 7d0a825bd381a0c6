using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class StatsFindingsTests
{
    [Fact]
    public void The_group_with_most_self_time_and_the_one_that_fails_most_often_are_named() => Assert.Equal<Statement>(
        [
            new Statement("91\u00a0% of all self time is spent in ratings-v1", EvidenceKind.Stats, "3,104 spans, p99 2,485 ms"),
            new Statement("reviews-v3 fails most often", EvidenceKind.Stats, "100 of 400 spans, 25.0\u00a0%"),
        ],
        StatsFindings.Statements(Result(
            Group("ratings-v1", 3_104, 166, 2_485, 910), Group("reviews-v3", 400, 100, 1_250, 80), Group("rare", 2, 2, 5, 10))));

    [Fact]
    public void Without_spans_nothing_is_said() => Assert.Empty(StatsFindings.Statements(Result()));

    private static StatsGroup Group(string name, int count, int errors, double p99, double selfTime) => new()
    {
        Keys = [name],
        Count = count,
        Errors = errors,
        MeanMs = 1,
        P50Ms = 1,
        P90Ms = 2,
        P99Ms = p99,
        SelfTimeMs = selfTime,
    };

    private static StatsResult Result(params ImmutableArray<StatsGroup> groups) => new()
    {
        Window = Reports.Window,
        Complete = true,
        Warnings = [],
        Options = new StatsOptions(),
        By = [StatsKey.Workload],
        Groups = groups,
        SpanCount = groups.Sum(group => group.Count),
        TraceCount = 1,
        SelfTimeMs = groups.Sum(group => group.SelfTimeMs),
    };
}
