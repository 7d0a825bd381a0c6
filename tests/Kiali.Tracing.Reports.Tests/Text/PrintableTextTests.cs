using Kiali.Tracing.Reports.Text;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Text;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain: text/50%", "plain: text/50%")]
    [InlineData("é → 日本 \U0001F600", "é → 日本 \U0001F600")]
    [InlineData("\u001b[31mred", "\\x1b[31mred")]
    [InlineData("a\tb", "a  b")]
    [InlineData("a\r\nb\rc", "a\nb\\rc")]
    [InlineData("invoice\u202egpj.exe", "invoice\\u202egpj.exe")]
    [InlineData("zero\u200bwidth", "zero\\u200bwidth")]
    [InlineData("\0", "\\x00")]
    public void What_has_no_shape_of_its_own_is_written_out(string text, string expected) => Assert.Equal(expected, PrintableText.Of(text));

    [Fact]
    public void Half_a_character_is_shown_as_damaged() => Assert.Equal("a\uFFFDb\uFFFD", PrintableText.Of("a\ud800b\udc00"));
}
