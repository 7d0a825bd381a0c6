using System.Globalization;
using CsCheck;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Formatting;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(12345, "12,345")]
    [InlineData(-1234567, "−1,234,567")]
    [InlineData(long.MinValue, "−9,223,372,036,854,775,808")]
    public void Counts_have_commas_and_a_real_minus(long value, string expected) => Assert.Equal(expected, NumberText.Count(value));

    [Theory]
    [InlineData(2545.84, "2,545.8")]
    [InlineData(2545.85, "2,545.9")]
    [InlineData(0.04, "0.0")]
    [InlineData(-0.04, "0.0")]
    [InlineData(-3.66, "−3.7")]
    [InlineData(double.NaN, "")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(1.5e228, "1.5e228")]
    [InlineData(-1e15, "−1e15")]
    public void Milliseconds_have_one_decimal_and_nothing_is_never_minus(double value, string expected) => Assert.Equal(expected, NumberText.Milliseconds(value));

    [Theory]
    [InlineData(1933.4, "+1,933")]
    [InlineData(99.96, "+100")]
    [InlineData(55.6, "+55.6")]
    [InlineData(-149.2, "−149")]
    [InlineData(-3.7, "−3.7")]
    [InlineData(0.0, "0.0")]
    [InlineData(0.04, "0.0")]
    [InlineData(null, "")]
    public void Differences_have_a_sign_and_no_decimals_from_100_up(double? value, string expected) => Assert.Equal(expected, NumberText.Difference(value));

    [Theory]
    [InlineData(67.2, "×67")]
    [InlineData(2.204, "×2.2")]
    [InlineData(1.95, "×2.0")]
    [InlineData(1.949, "×1.95")]
    [InlineData(1.1, "×1.10")]
    [InlineData(0.55, "×0.55")]
    [InlineData(9.96, "×10")]
    [InlineData(12345.0, "×12,345")]
    [InlineData(null, "")]
    public void Multiples_have_two_decimals_below_1_95_and_none_from_10(double? ratio, string expected) => Assert.Equal(expected, NumberText.Multiple(ratio));

    [Fact]
    public void A_number_and_its_unit_are_never_parted()
    {
        Assert.Equal("98.1\u00a0%", NumberText.WithUnit(NumberText.Percent(98.1), "%"));
        Assert.Equal("", NumberText.WithUnit(NumberText.Percent(null), "%"));
        Assert.Equal("1 span", NumberText.Counted(1, "span"));
        Assert.Equal("1,200 queries", NumberText.Counted(1200, "query", "queries"));
    }

    [Fact]
    public void What_is_written_reads_back_within_half_a_digit() =>
        Gen.Double[-1e8, 1e8].Select(Gen.Int[0, 6]).Sample((value, decimals) =>
        {
            string text = NumberText.Fixed(value, decimals).Replace(",", "", StringComparison.Ordinal).Replace('−', '-');
            double back = double.Parse(text, CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(back - value) <= (0.5000001 * Math.Pow(10, -decimals)) + (Math.Abs(value) * 1e-15), $"{value} became {text}");
            Assert.NotEqual("-0", text.TrimEnd('0').TrimEnd('.'));
        }, iter: PropertyCases.AtLeast(2000));
}
