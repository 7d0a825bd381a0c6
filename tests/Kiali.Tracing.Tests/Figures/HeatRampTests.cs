using CsCheck;
using Kiali.Tracing.Figures;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Figures;

public sealed class HeatRampTests
{
    [Theory]
    [InlineData(0.1, "#3e8635")]
    [InlineData(0.25, "#3e8635")]
    [InlineData(0.5, "#92d400")]
    [InlineData(1, "#e4f5bc")]
    [InlineData(2, "#f0ab00")]
    [InlineData(4, "#c9190b")]
    [InlineData(1000, "#c9190b")]
    [InlineData(1.1011, "#e5eaa1")]
    [InlineData(2.1501, "#eb9b01")]
    [InlineData(double.PositiveInfinity, "#c9190b")]
    [InlineData(double.NaN, "#e0e0e0")]
    [InlineData(-1, "#e0e0e0")]
    public void Relative_colours_go_by_the_multiple(double ratio, string expected) => Assert.Equal(expected, HeatRamp.Relative(ratio).Background.Hex);

    [Theory]
    [InlineData(-10, "#3e8635")]
    [InlineData(-5, "#92d400")]
    [InlineData(0, "#e4f5bc")]
    [InlineData(5, "#f0ab00")]
    [InlineData(2000, "#c9190b")]
    public void Absolute_colours_are_those_of_kiali(double deltaMs, string expected) => Assert.Equal(expected, HeatRamp.Absolute(deltaMs).Background.Hex);

    [Fact]
    public void Text_is_readable_on_every_heat_colour() =>
        Gen.Double[-3, 3].Sample(power =>
        {
            Assert.True(HeatRamp.Relative(Math.Pow(2, power)) is var tone && tone.Background.ContrastWith(tone.Text) >= 4.5, $"2^{power}");
            Assert.True(HeatRamp.Absolute(power * 5) is var other && other.Background.ContrastWith(other.Text) >= 4.5, $"{power * 5} ms");
        }, iter: PropertyCases.AtLeast(5000));

    [Fact]
    public void Text_is_readable_on_every_coloured_cell()
    {
        Assert.All(
            [
                Palette.ErrorCell, Palette.ShoutCell, Palette.DegradedCell, Palette.TraceCell, Palette.NotToldApartCell, Palette.NoDataCell, Palette.LogRow,
                Palette.LogErrorRow, Palette.LogRepeats, Palette.ErrorMessage, Palette.PartialMessage, Palette.WarningMessage,
                Palette.LogErrorRow with { Text = Palette.LogMuted }, Palette.LogErrorRow with { Text = Palette.LogProxy }, Palette.LogErrorRow with { Text = Palette.LogSpan },
            ],
            tone => Assert.True(tone.Background.ContrastWith(tone.Text) >= 4.5, $"{tone}"));
        Assert.All(
            [Palette.Ink, Palette.SecondInk, Palette.PaleInk, Palette.Series, Palette.P99, Palette.P50Label, Palette.Error, Palette.DegradedText, Palette.TraceOnly, Palette.SpanText],
            ink => Assert.True(ink.ContrastWith(Rgb.White) >= 4.5, ink.Hex));
        Assert.All([Palette.Bar, Palette.P50, Palette.Healthy, Palette.Degraded, Palette.SpanEdge], mark => Assert.True(mark.ContrastWith(Rgb.White) >= 3, mark.Hex));
    }

    [Fact]
    public void Contrast_is_that_of_the_web_guidelines()
    {
        Assert.Equal(21, Rgb.Black.ContrastWith(Rgb.White), 6);
        Assert.Equal(1, Palette.Error.ContrastWith(Palette.Error), 6);
        Assert.Equal(4.54, Rgb.FromHex(0x767676).ContrastWith(Rgb.White), 2);
    }

    [Theory]
    [InlineData(2.0, true, CellSign.MuchSlower)]
    [InlineData(1.99, true, CellSign.Slower)]
    [InlineData(1.1, true, CellSign.Same)]
    [InlineData(0.9, true, CellSign.Same)]
    [InlineData(0.89, true, CellSign.Faster)]
    [InlineData(0.5, true, CellSign.MuchFaster)]
    [InlineData(9.0, false, CellSign.NotToldApart)]
    [InlineData(null, true, CellSign.NoData)]
    [InlineData(double.NaN, true, CellSign.NoData)]
    public void Each_comparison_has_a_sign_that_needs_no_colour(double? ratio, bool distinguishable, CellSign expected) =>
        Assert.Equal(expected, new HeatSample(ratio, distinguishable).Sign);

    [Fact]
    public void The_usual_compact_heatmap_is_60_by_30()
    {
        Figure figure = CompactHeatmapFigure.Create([.. Enumerable.Repeat(new HeatSample(2, true), 6)], "x");
        Assert.Equal((60, 30, false), (figure.Width, figure.Height, figure.Card));
        Assert.Equal((100, 45), CompactHeatmapFigure.Create([.. Enumerable.Repeat(HeatSample.NoData, 11)], "x", 5) is var other ? (other.Width, other.Height) : default);
    }
}
