using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Tool.Jupyter.Values;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Values;

public sealed class ValueFormatsTests
{
    private const string Hostile = "<script>alert(1)</script>\u001b[31m\" onmouseover=\"x";

    [Fact]
    public void A_long_frame_shows_its_first_and_last_rows_and_its_size()
    {
        MimeBundle shown = ValueFormats.Format(Frame(5_000));
        Approved.Match(shown.PlainText, "frame.txt");
        Approved.Match(shown.Forms[MimeBundle.HtmlType], "frame.html");
    }

    [Theory]
    [InlineData(0, "0 rows × 4 columns")]
    [InlineData(1, "1 row × 4 columns")]
    [InlineData(20, "20 rows × 4 columns")]
    public void A_short_frame_shows_all_rows(int rows, string caption)
    {
        string text = ValueFormats.Format(Frame(rows)).PlainText;
        Assert.StartsWith(caption, text, StringComparison.Ordinal);
        Assert.DoesNotContain("more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_frame_says_how_many_columns_it_shows()
    {
        var frame = new DataFrame(Enumerable.Range(0, 40).Select(i => (DataFrameColumn)new Int32DataFrameColumn($"c{i}", [i])));
        Assert.StartsWith("1 row × 40 columns, the first 24 columns shown", ValueFormats.Format(frame).PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_of_any_size_stays_small()
    {
        string[] long0 = [.. Enumerable.Repeat(new string('<', 100_000), 30)];
        MimeBundle shown = ValueFormats.Format(new DataFrame(Enumerable.Range(0, 30).Select(i => (DataFrameColumn)new StringDataFrameColumn($"c{i}", long0))));
        Assert.True(shown.Forms[MimeBundle.HtmlType].Length < 1_000_000);
    }

    [Fact]
    public void Numbers_too_far_apart_for_common_decimals_are_written_one_by_one()
    {
        string text = ValueFormats.Format(new DataFrame(new DoubleDataFrameColumn("v", [1e-9, 123456.5, double.NaN, double.PositiveInfinity]))).PlainText;
        Assert.Contains("1E−09", text, StringComparison.Ordinal);
        Assert.Contains("123456.5", text, StringComparison.Ordinal);
        Assert.Contains("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_is_shown_and_does_nothing()
    {
        object[] values =
        [
            new DataFrame(new StringDataFrameColumn(Hostile, [Hostile])),
            new[] { new { Name = Hostile } },
            new Dictionary<string, string> { [Hostile] = Hostile },
        ];
        Assert.All(values, value =>
        {
            string html = ValueFormats.Format(value).Forms[MimeBundle.HtmlType];
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("\" onmouseover", html, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', html);
            Assert.DoesNotContain('\u001b', ValueFormats.Format(value).PlainText);
        });
    }

    [Fact]
    public void Html_uses_only_what_every_front_end_keeps()
    {
        string html = ValueFormats.Format(Frame(50)).Forms[MimeBundle.HtmlType];
        Assert.DoesNotContain("style", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("class=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Single_values_are_plain_text()
    {
        Assert.Equal("null", Text(null));
        Assert.Equal("a\nb", Text("a\nb"));
        Assert.Equal("-1234567.5", Text(-1234567.5));
        Assert.Equal("true", Text(true));
        Assert.Equal("2026-11-14 14:03:05.25 UTC", Text(new DateTime(2026, 11, 14, 14, 3, 5, 250, DateTimeKind.Utc)));
        Assert.Equal("01:30:00", Text(TimeSpan.FromMinutes(90)));
        Assert.Equal("Friday", Text(DayOfWeek.Friday));
        Assert.Equal("FormatException: bad", Text(new FormatException("bad")));
        Assert.Equal("(1, a)", Text((1, "a")));
    }

    [Fact]
    public void Sequences_of_single_values_are_one_line()
    {
        Assert.Equal("[1, 2, 3]", Text(new[] { 1, 2, 3 }));
        Assert.Equal("[]", Text(Array.Empty<string>()));
        Assert.EndsWith("99, … 200 more]", Text(Enumerable.Range(0, 300)), StringComparison.Ordinal);
        Assert.EndsWith("… at least 100,000 more]", Text(Endless()), StringComparison.Ordinal);
    }

    [Fact]
    public void Sequences_of_objects_are_tables_with_a_column_a_property()
    {
        var rows = Enumerable.Range(1, 30).Select(i => new { Service = $"s{i}", Ms = -i / 2.0 }).ToArray();
        string text = Text(rows);
        Assert.StartsWith("30 items\nService    Ms\n-------  ----\ns1       −0.5\n", text, StringComparison.Ordinal);
        Assert.EndsWith("10 more", text.TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith("2 items\nItem1  Item2\n", Text(new[] { (1, "a"), (2, "b") }), StringComparison.Ordinal);
        Assert.StartsWith("2 entries\nkey  value\n", Text(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_without_a_text_of_its_own_shows_its_properties_even_when_one_throws()
    {
        string text = Text(new Opaque());
        Assert.StartsWith("Opaque\nname", text, StringComparison.Ordinal);
        Assert.Contains("Size", text, StringComparison.Ordinal);
        Assert.Contains("(NotSupportedException)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_of_the_user_is_passed_on_as_it_is() =>
        Assert.Equal("<b>x</b>", ValueFormats.Format(new HtmlText("<b>x</b>")).Forms[MimeBundle.HtmlType]);

    private static string Text(object? value) => ValueFormats.Format(value).PlainText;

    private static IEnumerable<int> Endless()
    {
        while (true)
        {
            yield return 1;
        }
    }

    private static DataFrame Frame(int rows) => new(
        new Int64DataFrameColumn("n", Enumerable.Range(0, rows).Select(i => i * 1000L)),
        new DoubleDataFrameColumn("ms", Enumerable.Range(0, rows).Select(i => (i * 2545.8123 / 7) - 10)),
        new StringDataFrameColumn("name", Enumerable.Range(0, rows).Select(i => i % 4 == 1 ? null! : $"GET /api/v1/<{i}>")),
        new DateTimeDataFrameColumn("start_time", Enumerable.Range(0, rows).Select(i => DateTime.UnixEpoch.AddMilliseconds(i))));

    private sealed class Opaque
    {
        public int Size => 3;

        public string Broken => throw new NotSupportedException();
    }
}
