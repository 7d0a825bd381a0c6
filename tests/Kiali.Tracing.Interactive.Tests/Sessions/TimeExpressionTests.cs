using CsCheck;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Sessions;

public class TimeExpressionTests
{
    private const long Now = 1_794_668_400_000_000_000; // 2026-11-14T15:00:00Z

    [Theory]
    [InlineData("now", "2026-11-14T15:00:00.000000000Z")]
    [InlineData("now-1h", "2026-11-14T14:00:00.000000000Z")]
    [InlineData("now-1h30m", "2026-11-14T13:30:00.000000000Z")]
    [InlineData("14:30", "2026-11-14T14:30:00.000000000Z")]
    [InlineData("14:30:05.250", "2026-11-14T14:30:05.250000000Z")]
    [InlineData("2026-11-14T14:30:00Z", "2026-11-14T14:30:00.000000000Z")]
    [InlineData("2026-11-14T16:30:00+02:00", "2026-11-14T14:30:00.000000000Z")]
    [InlineData("2026-11-14T14:30:00.123456789Z", "2026-11-14T14:30:00.123456789Z")]
    [InlineData("1794666600", "2026-11-14T14:30:00.000000000Z")]
    [InlineData("1794666600000", "2026-11-14T14:30:00.000000000Z")]
    [InlineData("1794666600000000", "2026-11-14T14:30:00.000000000Z")]
    [InlineData("1794666600000000000", "2026-11-14T14:30:00.000000000Z")]
    [InlineData("2026-11-14", "2026-11-14T00:00:00.000000000Z")]
    public void A_time_is_read_in_every_form_that_people_write(string text, string expected)
    {
        Assert.True(TimeExpression.TryParse(text, Now, out long time));
        Assert.Equal(expected, UnixTime.ToRfc3339(time));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("now-")]
    [InlineData("now-1")]
    [InlineData("25:00")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("99999999999999999999999")]
    public void What_is_no_time_is_refused(string text) => Assert.False(TimeExpression.TryParse(text, Now, out _));

    [Fact]
    public void A_recording_that_ends_at_midnight_has_its_hours_on_the_day_before()
    {
        Assert.True(UnixTime.TryParseRfc3339("2026-11-15T00:00:00Z", out long midnight));
        Assert.True(TimeExpression.TryParse("23:30", midnight, out long time));
        Assert.Equal("2026-11-14T23:30:00.000000000Z", UnixTime.ToRfc3339(time));
    }

    [Fact]
    public void Every_time_survives_being_written_and_read()
        => Gen.Long[-9_000_000_000_000_000_000 + (long)4e17, (long)9.1e18].Sample(
            time => TimeExpression.TryParse(UnixTime.ToRfc3339(time), 0, out long read) && read == time, iter: PropertyCases.AtLeast(1000));

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("90s", 90_000)]
    [InlineData("15m", 900_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("2d", 172_800_000)]
    [InlineData("PT1H", 3_600_000)]
    public void A_length_of_time_is_read_in_every_form_that_people_write(string text, double milliseconds)
    {
        Assert.True(DurationExpression.TryParse(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("m15")]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("15 m")]
    [InlineData("99999999999d")]
    public void What_is_no_length_of_time_is_refused(string text) => Assert.False(DurationExpression.TryParse(text, out _));
}
