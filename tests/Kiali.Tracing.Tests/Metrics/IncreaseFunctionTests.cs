using CsCheck;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Metrics;

public sealed class IncreaseFunctionTests
{
    private const int Cases = 2_000;

    [Fact]
    public void An_increase_is_what_its_description_says_over_resets_gaps_boundary_samples_and_stale_markers()
        => MetricGen.CounterAndRange.Sample(
            input => Enum.GetValues<RangeBoundary>().All(boundary => ReferenceIncrease.UpToRounding.Any(reference => Agree(
                Ours(input, boundary), reference.Of(input.Samples, input.End, input.Window, boundary)))),
            iter: PropertyCases.AtLeast(Cases));

    [Theory]
    [MemberData(nameof(MutantNames))]
    public void The_generated_series_would_show_that(string mutantName)
    {
        ReferenceIncrease mutant = ReferenceIncrease.Mutants.Single(mutant => mutant.Name == mutantName).Mutant;
        int told = 0;
        MetricGen.CounterAndRange.Sample(
            input =>
            {
                foreach (RangeBoundary boundary in Enum.GetValues<RangeBoundary>())
                {
                    told += Agree(Ours(input, boundary), mutant.Of(input.Samples, input.End, input.Window, boundary)) ? 0 : 1;
                }
            },
            iter: PropertyCases.AtLeast(Cases),
            threads: 1);
        Assert.True(told > 0, $"No generated series tells ours from one in which {mutantName}.");
    }

    public static TheoryData<string> MutantNames => [.. ReferenceIncrease.Mutants.Select(mutant => mutant.Name)];

    [Fact]
    public void A_steady_counter_seen_at_both_ends_grew_by_its_difference()
        => Assert.Equal(40, IncreaseFunction.Compute([0, 15_000, 30_000, 45_000, 60_000], [100, 110, 120, 130, 140], 60_000, 60_000, RangeBoundary.Closed));

    [Fact]
    public void A_sample_exactly_at_the_start_of_the_range_counts_in_Prometheus_2_and_not_in_3()
    {
        Assert.Equal(10, IncreaseFunction.Compute([0, 15_000], [100, 110], 15_000, 15_000, RangeBoundary.Closed));
        Assert.Null(IncreaseFunction.Compute([0, 15_000], [100, 110], 15_000, 15_000, RangeBoundary.LeftOpen));
    }

    [Fact]
    public void A_restart_in_the_range_loses_nothing()
        => Assert.Equal(25, IncreaseFunction.Compute([0, 15_000, 30_000], [100, 120, 5], 30_000, 30_000, RangeBoundary.Closed));

    [Fact]
    public void A_sample_after_the_end_of_the_range_does_not_count()
        => Assert.Equal(10, IncreaseFunction.Compute([0, 15_000, 15_001], [100, 110, 999], 15_000, 15_000, RangeBoundary.Closed));

    [Fact]
    public void One_sample_says_nothing_about_growth()
        => Assert.Null(IncreaseFunction.Compute([10_000], [7], 15_000, 15_000, RangeBoundary.Closed));

    private static double? Ours((MetricPoint[] Samples, long End, long Window) input, RangeBoundary boundary) => IncreaseFunction.Compute(
        [.. input.Samples.Select(sample => sample.UnixMillis)],
        [.. input.Samples.Select(sample => sample.Value)],
        input.End,
        input.Window,
        boundary);

    private static bool Agree(double? ours, double? theirs) => (ours, theirs) switch
    {
        (null, null) => true,
        ({ } a, { } b) => double.IsNaN(a) == double.IsNaN(b) && !(Math.Abs(a - b) > 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)))),
        _ => false,
    };
}
