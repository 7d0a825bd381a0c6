using CsCheck;
using Kiali.Tracing.Figures;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Figures;

public sealed class AxisTests
{
    private const double TwoOClock = 1794664800;

    [Fact]
    public void Durations_over_two_decades_get_a_logarithmic_axis_with_ones_and_threes()
    {
        Axis axis = Axis.OfValues(14, 5000);
        Assert.Equal(AxisScale.Logarithmic, axis.Scale);
        Assert.Equal(["30", "100", "300", "1,000", "3,000"], axis.Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void A_short_range_gets_a_linear_axis_from_zero()
    {
        Axis axis = Axis.OfValues(1.2, 5.1);
        Assert.Equal((AxisScale.Linear, 0, 5.1), (axis.Scale, axis.Minimum, axis.Maximum));
        Assert.Equal(["0", "1", "2", "3", "4", "5"], Axis.OfValues(1.2, 5.1, 6).Ticks.Select(tick => tick.Label));
        Assert.Equal(["0", "2", "4"], axis.Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Whatever_the_values_the_axis_can_be_drawn()
    {
        Gen<double> any = Gen.OneOf(Gen.Double[-1e6, 1e6], Gen.Double[0, 1e-6], Gen.Const(0.0), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(1e300), Gen.Const(-1e300), Gen.Const(1e-300));
        any.Select(any, Gen.Int[2, 12]).Sample((low, high, atMost) =>
        {
            Axis axis = Axis.OfValues(low, high, atMost);
            Assert.True(double.IsFinite(axis.Minimum) && double.IsFinite(axis.Maximum) && axis.Minimum < axis.Maximum);
            Assert.InRange(axis.Ticks.Length, 0, atMost);
            Assert.Equal(axis.Ticks.Length, axis.Ticks.Select(tick => tick.Value).Distinct().Count());
            Assert.All(axis.Ticks, tick => Assert.InRange(axis.Place(tick.Value), -1e-6, 1 + 1e-6));
        }, iter: PropertyCases.AtLeast(5000));
    }

    [Fact]
    public void Ticks_are_round_ascending_and_tell_each_other_apart() =>
        Gen.Double[-1000, 1000].Select(Gen.Double[0.001, 1e5], Gen.Int[2, 10]).Sample((start, length, atMost) =>
        {
            var ticks = AxisTicks.Linear(start, start + length, atMost);
            Assert.InRange(ticks.Length, 0, atMost);
            Assert.Equal(ticks.Length, ticks.Select(tick => tick.Label).Distinct().Count());
            Assert.Equal(ticks.OrderBy(tick => tick.Value), ticks);
            Assert.True(ticks.Length >= Math.Min(2, atMost / 4), $"{start} + {length}: {ticks.Length} of {atMost}");
        }, iter: PropertyCases.AtLeast(5000));

    [Theory]
    [InlineData(1200, "14:00,14:05,14:10,14:15,14:20")]
    [InlineData(60, "14:00:00,14:00:15,14:00:30,14:00:45,14:01:00")]
    [InlineData(14400, "14:00,15:00,16:00,17:00,18:00")]
    [InlineData(0.5, "14:00:00.000,14:00:00.100,14:00:00.200,14:00:00.300,14:00:00.400,14:00:00.500")]
    public void Time_axes_have_ticks_at_whole_units(double seconds, string expected) =>
        Assert.Equal(expected, string.Join(',', Axis.OfTime(TwoOClock, TwoOClock + seconds).Ticks.Select(tick => tick.Label)));

    [Fact]
    public void A_window_without_length_still_has_an_axis() => Assert.Equal(TwoOClock + 1, Axis.OfTime(TwoOClock, TwoOClock).Maximum);

    [Fact]
    public void Values_beyond_the_axis_are_drawn_at_its_edge()
    {
        Axis axis = new(AxisScale.Logarithmic, 1, 100);
        Assert.Equal([0, 0, 0.5, 1, 1], new[] { -5, 0, 10, 100, double.PositiveInfinity }.Select(axis.Place));
        Assert.True(double.IsNaN(axis.Place(double.NaN)));
    }

    [Fact]
    public void A_cut_text_is_estimated_to_fit() =>
        Gen.String.Select(Gen.Double[9.8, 20], Gen.Double[20, 400]).Sample((text, size, width) =>
        {
            string cut = TextWidth.Cut(text, size, width);
            Assert.True(TextWidth.Estimate(cut, size) <= width + 1e-9, cut);
            Assert.True(cut == text || cut.EndsWith('…'));
        }, iter: PropertyCases.AtLeast(2000));
}
