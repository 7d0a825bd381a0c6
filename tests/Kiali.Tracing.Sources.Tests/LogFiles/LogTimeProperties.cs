using System.Globalization;
using System.Text;
using CsCheck;
using Kiali.Tracing.Sources.LogFiles;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.LogFiles;

public class LogTimeProperties
{
    [Fact]
    public void A_time_is_read_as_the_domain_reads_it_whatever_its_decimals_and_offset()
        => Gen.Select(Gen.Long[-9_000_000_000_000_000_000, 9_000_000_000_000_000_000], Gen.Int[0, 9], Gen.Int[-840, 840], Gen.Bool, Gen.Bool).Sample(
            (unixNano, decimals, offset, zulu, comma) =>
            {
                string whole = UnixTime.ToRfc3339(unixNano);
                string fraction = decimals == 0 ? string.Empty : whole.Substring(19, decimals + 1);
                string zone = zulu ? "Z" : string.Create(CultureInfo.InvariantCulture, $"{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}:{Math.Abs(offset) % 60:00}");
                string text = whole[..19] + fraction + zone;
                bool expects = UnixTime.TryParseRfc3339(text, out long expected);
                bool reads = LogTime.TryRead(Encoding.UTF8.GetBytes((comma ? text.Replace('.', ',') : text) + " line"), out long read, out int length, out bool hasOffset);
                Assert.Equal(expects, reads);
                Assert.True(!expects || (read == expected && length == text.Length && hasOffset));
            },
            iter: PropertyCases.AtLeast(2000));

    [Theory]
    [InlineData("2026-02-29T10:00:00Z x")]
    [InlineData("2026-13-01T10:00:00Z x")]
    [InlineData("2026-01-01T24:00:00Z x")]
    [InlineData("2026-01-01T10:60:00Z x")]
    [InlineData("2026-01-01T10:00:60Z x")]
    [InlineData("2026-01-01X10:00:00Z x")]
    [InlineData("2026-01-01T10:00:00Z,1,2")]
    [InlineData("2026-01-01T10:00:00Zx")]
    [InlineData("0001-01-01T10:00:00Z x")]
    [InlineData("2026-01-01T10:00")]
    [InlineData("")]
    public void What_is_no_time_is_none(string text) => Assert.False(LogTime.TryRead(Encoding.UTF8.GetBytes(text), out _, out _, out _));

    [Theory]
    [InlineData("2026-01-01 10:00:00,250 INFO x", 23, false)]
    [InlineData("2026-01-01T10:00:00.25", 22, false)]
    [InlineData("2026-01-01T10:00:00.25+0200 x", 27, true)]
    [InlineData("2026-01-01T10:00:00.1234567891234Z\tx", 34, true)]
    [InlineData("2026-01-01T10:00:00Z]", 20, true)]
    public void Times_of_logging_libraries_are_read(string text, int length, bool hasOffset)
    {
        Assert.True(LogTime.TryRead(Encoding.UTF8.GetBytes(text), out _, out int read, out bool told));
        Assert.Equal((length, hasOffset), (read, told));
    }
}
