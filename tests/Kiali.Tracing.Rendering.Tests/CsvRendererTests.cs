using Kiali.Tracing.Rendering.Csv;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class CsvRendererTests
{
    [Fact]
    public void Each_type_is_written_so_that_any_program_reads_it_back()
    {
        DataFrame frame = new(
            new StringDataFrameColumn("name", ["a, \"b\"", null]),
            new DoubleDataFrameColumn("duration_ms", [2545.8, null]),
            new Int64DataFrameColumn("start_time_unix_nano", [1794665492418000000, -1]),
            new BooleanDataFrameColumn("error", [true, null]),
            new PrimitiveDataFrameColumn<DateTime>("start_time", [new DateTime(2026, 11, 14, 14, 11, 32, 418, DateTimeKind.Utc), null]));
        Assert.Equal(
            "name,duration_ms,start_time_unix_nano,error,start_time\r\n\"a, \"\"b\"\"\",2545.8,1794665492418000000,true,2026-11-14T14:11:32.418Z\r\n,,-1,,\r\n",
            CsvRenderer.Render(frame));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1+1", "\"' =1+1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("+1e3", "+1e3")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("it's", "it's")]
    public void Texts_that_a_spreadsheet_would_run_are_quoted_and_numbers_stay_numbers(string text, string expected) =>
        Assert.Equal($"a\r\n{expected}\r\n", CsvRenderer.Render(new DataFrame(new StringDataFrameColumn("a", [text]))));

    [Fact]
    public void Numbers_that_are_not_known_are_empty() =>
        Assert.Equal("a\r\n\r\n1E-05\r\n", CsvRenderer.Render(new DataFrame(new DoubleDataFrameColumn("a", [double.NaN, 0.00001]))));

    [Fact]
    public void A_frame_without_rows_has_its_header() =>
        Assert.Equal("a,b\r\n", CsvRenderer.Render(new DataFrame(new StringDataFrameColumn("a", 0), new DoubleDataFrameColumn("b", 0))));
}
