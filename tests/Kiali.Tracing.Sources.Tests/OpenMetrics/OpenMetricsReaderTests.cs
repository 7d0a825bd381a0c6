using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.OpenMetrics;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.OpenMetrics;

public class OpenMetricsReaderTests
{
    private const string Two = """
        # TYPE a counter
        a_total{x="1",y="say \"hi\"\\\n"} 5 1000.5
        a_total{x="1",y="say \"hi\"\\\n"} 7.25 1015.5
        a_total{x="2"} +Inf 1000
        b 1e3 1000.001 # {trace_id="1"} 0.5
        # EOF

        """;

    [Fact]
    public void Series_keep_their_labels_values_and_whole_milliseconds()
    {
        ImmutableArray<StoredSeries> series = Read(Two, out ReadTally tally);
        Assert.False(tally.Incomplete);
        Assert.Equal(["a_total", "a_total", "b"], series.Select(item => item.Name));
        Assert.Equal("say \"hi\"\\\n", series[0].Labels.GetValue("y"));
        Assert.Equal([(1_000_500, 5), (1_015_500, 7.25)], Samples(series[0]));
        Assert.Equal([(1_000_000, double.PositiveInfinity)], Samples(series[1]));
        Assert.Equal([(1_000_001, 1000)], Samples(series[2]));
    }

    [Fact]
    public void Metrics_without_their_end_are_kept_and_said_to_be_truncated()
    {
        ImmutableArray<StoredSeries> series = Read(Two[..Two.IndexOf("b 1e3", StringComparison.Ordinal)], out ReadTally tally);
        Assert.Equal(2, series.Length);
        Assert.True(tally.Incomplete);
        Assert.Contains(tally.ToWarnings(), warning => warning.Code == "truncated");
    }

    [Theory]
    [InlineData("a{x=1} 5 1000")]
    [InlineData("a{x=\"1\" 5 1000")]
    [InlineData("a{x=\"1\",x=\"2\"} 5 1000")]
    [InlineData("a five 1000")]
    [InlineData("a 5 soon")]
    [InlineData("a 5")]
    [InlineData("{} 5 1000")]
    [InlineData("a 5 99999999999999999999")]
    public void A_line_that_cannot_be_read_is_counted_and_loses_no_other(string line)
    {
        ImmutableArray<StoredSeries> series = Read(line + "\ngood 1 1000\n# EOF\n", out ReadTally tally);
        Assert.Equal(["good"], series.Select(item => item.Name));
        Warning warning = Assert.Single(tally.ToWarnings());
        Assert.Equal(("unreadable-sample", 1), (warning.Code, warning.Count));
    }

    [Fact]
    public void A_sample_that_does_not_come_after_the_one_before_is_counted()
    {
        ImmutableArray<StoredSeries> series = Read("a 1 1000\na 2 1000\na 3 999\na 4 1001\n# EOF\n", out ReadTally tally);
        Assert.Equal([(1_000_000, 1), (1_001_000, 4)], Samples(series[0]));
        Assert.Equal(2, Assert.Single(tally.ToWarnings()).Count);
    }

    [Fact]
    public void A_line_longer_than_a_mebibyte_is_skipped_and_counted()
    {
        ImmutableArray<StoredSeries> series = Read($"a{{x=\"{new string('x', 3 << 20)}\"}} 1 1000\ngood 1 1000\n# EOF\n", out ReadTally tally);
        Assert.Equal(["good"], series.Select(item => item.Name));
        Assert.Contains(tally.ToWarnings(), warning => warning.Code == "long-line" && warning.Count == 1);
    }

    [Fact]
    public void Samples_come_back_as_they_went_in_whatever_their_values()
        => Gen.Select(Gen.Int[1, 100_000], Gen.OneOf(Gen.Double, Gen.Int.Select(number => (double)number), Gen.OneOf(Gen.Const(double.NaN), Gen.Const(-0.0), Gen.Const(double.NegativeInfinity), Gen.Const(9.1e15))))
            .List[0, 60]
            .Sample(
                steps =>
                {
                    SampleBlock block = new();
                    List<(long, long)> added = [];
                    long time = -50_000;
                    foreach ((int step, double value) in steps)
                    {
                        time += step;
                        Assert.True(block.TryAdd(time, value));
                        added.Add((time, BitConverter.DoubleToInt64Bits(value)));
                    }

                    (ImmutableArray<long> times, ImmutableArray<double> values) = block.Read(long.MinValue, long.MaxValue);
                    Assert.Equal(added, times.Zip(values, (millis, value) => (millis, BitConverter.DoubleToInt64Bits(value))));
                },
                iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void Any_bytes_end_in_series_or_in_counted_losses()
        => Gen.Select(Gen.Int[0, Two.Length - 1], Gen.Byte, Gen.Int[0, Two.Length]).Sample(
            (place, value, length) =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(Two);
                bytes[place] = value;
                ReadTally tally = new("test");
                ImmutableArray<StoredSeries> series = new OpenMetricsReader(new MemoryStream(bytes[..length]), tally, _ => true, default).Read();
                return series.Length <= 4 && (length >= bytes.Length - 1 || tally.Incomplete);
            },
            iter: PropertyCases.AtLeast(2000));

    private static IEnumerable<(long, double)> Samples(StoredSeries series)
    {
        (ImmutableArray<long> times, ImmutableArray<double> values) = series.Samples.Read(long.MinValue, long.MaxValue);
        return times.Zip(values);
    }

    private static ImmutableArray<StoredSeries> Read(string text, out ReadTally tally)
    {
        tally = new ReadTally("test");
        return new OpenMetricsReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), tally, _ => true, default).Read();
    }
}
