using Kiali.Tracing.Formatting;
using Xunit;

namespace Kiali.Tracing.Tests.Formatting;

public sealed class TimeTextTests
{
    private const long Noon = 1794665492418_999_999; // 2026-11-14 14:11:32.418999999

    [Fact]
    public void Times_are_utc_and_cut_never_rounded_into_the_future()
    {
        Assert.Equal("14:11:32.418", TimeText.TimeOfDay(Noon));
        Assert.Equal("14:11:32", TimeText.Seconds(Noon));
        Assert.Equal("14:11", TimeText.Minutes(Noon));
        Assert.Equal("2026-11-14 14:11:32.418 UTC", TimeText.Instant(Noon));
        Assert.Equal("2026-11-14 14:11:32 UTC", TimeText.Instant(Noon - 418_999_999));
        Assert.Equal("23:59:59.999", TimeText.TimeOfDay(-1));
    }

    [Fact]
    public void A_window_says_its_date_once()
    {
        long start = 1794664800_000_000_000;
        Assert.Equal("2026-11-14 14:00:00 – 14:20:00 UTC", TimeText.Window(start, start + 1200_000_000_000));
        Assert.Equal("2026-11-14 14:00:00 – 2026-11-15 14:00:00 UTC", TimeText.Window(new TimeRange(start, start + 86400_000_000_000)));
        Assert.Equal("2026-11-14 14:00:00.000 – 14:00:00.500 UTC", TimeText.Window(start, start + 500_000_000));
    }

    [Theory]
    [InlineData(600, "10m")]
    [InlineData(3600, "60m")]
    [InlineData(10800, "3h")]
    [InlineData(90, "90s")]
    [InlineData(60, "60s")]
    [InlineData(0.25, "250ms")]
    public void Intervals_are_written_as_the_options_take_them(double seconds, string expected) =>
        Assert.Equal(expected, TimeText.Interval(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(550, "9\u00a0min\u00a010\u00a0s")]
    [InlineData(3600, "1\u00a0h")]
    [InlineData(2.14, "2.1\u00a0s")]
    [InlineData(0.038, "38\u00a0ms")]
    [InlineData(0.0014, "1.4\u00a0ms")]
    [InlineData(90000, "1\u00a0d\u00a01\u00a0h")]
    public void Lengths_of_time_have_two_units_at_most(double seconds, string expected) =>
        Assert.Equal(expected, TimeText.Duration(TimeSpan.FromSeconds(seconds)));
}
