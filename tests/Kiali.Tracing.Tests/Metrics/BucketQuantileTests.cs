using CsCheck;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Metrics;

public sealed class BucketQuantileTests
{
    private static readonly HistogramBucket[] Latencies = [new(10, 4), new(25, 4), new(100, 9), new(double.PositiveInfinity, 10)];

    [Theory]
    [InlineData(0.2, 5, 0, 10)]
    [InlineData(0.4, 10, 0, 10)]
    [InlineData(0.5, 40, 25, 100)]
    [InlineData(0.9, 100, 25, 100)]
    [InlineData(0.99, 100, 100, double.PositiveInfinity)]
    public void A_quantile_is_interpolated_in_its_bucket_and_knows_the_buckets_bounds(double quantile, double value, double lower, double upper)
        => Assert.Equal(new QuantileEstimate(value, lower, upper), BucketQuantile.Compute(quantile, Latencies));

    [Fact]
    public void There_is_no_quantile_without_the_infinite_bucket_without_another_one_or_without_observations()
    {
        Assert.Null(BucketQuantile.Compute(0.5, []));
        Assert.Null(BucketQuantile.Compute(0.5, [new(10, 4), new(25, 6)]));
        Assert.Null(BucketQuantile.Compute(0.5, [new(double.PositiveInfinity, 6)]));
        Assert.Null(BucketQuantile.Compute(0.5, [new(10, 0), new(double.PositiveInfinity, 0)]));
        Assert.Null(BucketQuantile.Compute(0.5, [new(10, double.NaN), new(double.PositiveInfinity, double.NaN)]));
    }

    [Fact]
    public void A_lowest_bucket_at_or_below_zero_is_not_interpolated()
        => Assert.Equal(new QuantileEstimate(-5, double.NegativeInfinity, -5), BucketQuantile.Compute(0.1, [new(-5, 4), new(double.PositiveInfinity, 6)]));

    [Fact]
    public void A_bucket_that_holds_less_than_a_lower_one_is_repaired()
        => Assert.Equal(
            BucketQuantile.Compute(0.7, [new(10, 4), new(25, 4), new(100, 10), new(double.PositiveInfinity, 10)]),
            BucketQuantile.Compute(0.7, [new(10, 4), new(25, 3), new(100, 10), new(double.PositiveInfinity, 9)]));

    [Fact]
    public void A_difference_in_the_last_bits_is_not_an_observation()
        => Assert.Equal(10, BucketQuantile.Compute(1, [new(10, 4), new(25, 4 + 1e-15), new(double.PositiveInfinity, 4 + 2e-15)])!.Value.Value);

    [Fact]
    public void A_quantile_outside_0_to_1_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BucketQuantile.Compute(1.01, Latencies));
        Assert.Throws<ArgumentOutOfRangeException>(() => BucketQuantile.Compute(double.NaN, Latencies));
    }

    [Fact]
    public void Shares_are_those_of_the_buckets_wholly_below_and_not_wholly_above()
    {
        Assert.Equal((0.4, 0.9), BucketQuantile.ShareBelow(40, Latencies));
        Assert.Equal((0.4, 0.9), BucketQuantile.ShareBelow(100, Latencies));
        Assert.Equal((0.9, 1.0), BucketQuantile.ShareBelow(100.1, Latencies));
        Assert.Equal((0.0, 0.4), BucketQuantile.ShareBelow(0, Latencies));
    }

    [Fact]
    public void A_quantile_lies_in_its_bounds_and_its_share_holds_it()
        => Gen.Select(MetricGen.Buckets, Gen.Double[0.001, 0.999]).Sample(
            (buckets, quantile) =>
            {
                if (BucketQuantile.Compute(quantile, buckets) is not { } estimate)
                {
                    return;
                }

                Assert.InRange(estimate.Value, estimate.LowerBound, estimate.UpperBound);
                if (double.IsFinite(estimate.UpperBound))
                {
                    (double lower, double upper) = BucketQuantile.ShareBelow(estimate.Value, buckets)!.Value;
                    Assert.InRange(quantile, lower - 1e-9, upper + 1e-9);
                }
            },
            iter: PropertyCases.AtLeast(2_000));

    [Fact]
    public void A_share_counts_the_buckets_one_by_one()
        => Gen.Select(MetricGen.Buckets, Gen.OneOf(Gen.Double[-10, 1200], Gen.OneOf(Gen.Const(0.0), Gen.Const(0.5), Gen.Const(1.0), Gen.Const(25.0), Gen.Const(1000.0)))).Sample(
            (buckets, value) =>
            {
                if (BucketQuantile.ShareBelow(value, buckets) is not { } share)
                {
                    return;
                }

                double before = 0;
                double lowerBound = double.NegativeInfinity;
                double below = 0;
                double notAbove = 0;
                double counted = 0;
                foreach (IGrouping<double, HistogramBucket> bound in buckets.GroupBy(bucket => bucket.UpperBound))
                {
                    counted = Math.Max(counted, bound.Sum(bucket => bucket.Increase));
                    double inBucket = counted - before;
                    below += bound.Key < value ? inBucket : 0;
                    notAbove += lowerBound < value ? inBucket : 0;
                    (before, lowerBound) = (counted, bound.Key);
                }

                Assert.Equal(below / counted, share.Lower, 1e-9);
                Assert.Equal(notAbove / counted, share.Upper, 1e-9);
            },
            iter: PropertyCases.AtLeast(2_000));

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("1e+06", 1_000_000)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-Inf", double.NegativeInfinity)]
    public void A_bound_is_read_as_Prometheus_writes_it(string text, double bound)
    {
        Assert.True(BucketBound.TryParse(text, out double read));
        Assert.Equal(bound, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1,000")]
    [InlineData("ten")]
    public void What_is_no_number_bounds_nothing(string text) => Assert.False(BucketBound.TryParse(text, out _));
}
