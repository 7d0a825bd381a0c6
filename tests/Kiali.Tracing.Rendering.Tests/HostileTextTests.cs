using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Csv;
using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Skia;
using Kiali.Tracing.Rendering.Svg;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class HostileTextTests
{
    private static readonly string[] HtmlElements =
        ["table", "thead", "tbody", "tr", "th", "td", "div", "p", "font", "b", "tt", "br", "details", "summary", "img", "a"];

    private static readonly string[] HtmlAttributes =
        ["bgcolor", "align", "width", "height", "colspan", "title", "color", "alt", "src", "href", "border", "cellspacing", "cellpadding"];

    private static readonly string[] SvgElements = ["svg", "title", "desc", "g", "rect", "circle", "path", "text", "tspan"];

    public static TheoryData<string> Names => [.. HostileText.All.Select(hostile => hostile.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Html_stays_within_the_markup_that_survives(string name)
    {
        string text = Find(name);
        string html = HtmlRenderer.Render(ViewOf(text));
        foreach ((string element, var attributes) in Markup.Elements(html))
        {
            Assert.Contains(element, HtmlElements);
            Assert.All(attributes, attribute => Assert.Contains(attribute.Name, HtmlAttributes));
            Assert.All(attributes.Where(a => a.Name == "src"), a => Assert.StartsWith("data:image/svg+xml;base64,", a.Value, StringComparison.Ordinal));
            Assert.All(attributes.Where(a => a.Name == "href"), a => Assert.StartsWith("https://", a.Value, StringComparison.Ordinal));
        }

        AssertHarmlessCharacters(html);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, HtmlRenderer.DefaultMaximumBytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Html_gives_no_formula_to_typeset(string name)
    {
        // A formula needs its delimiters in one text node; ours are each alone in an element.
        string html = HtmlRenderer.Render(ViewOf(Find(name)));
        int dollars = html.Count(c => c is '$' or '\\');
        int alone = html.Split("<font>$</font>").Length - 1 + html.Split("<font>\\</font>").Length - 1;
        int inAttributes = Markup.Elements(html).SelectMany(element => element.Attributes).Sum(attribute => attribute.Value.Count(c => c is '$' or '\\'));
        Assert.Equal(dollars, alone + inAttributes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_is_well_formed_and_holds_shapes_and_text_alone(string name)
    {
        string svg = SvgRenderer.Render(FigureOf(Find(name)));
        XDocument document = XDocument.Parse(svg);
        Assert.All(document.Descendants(), element => Assert.Contains(element.Name.LocalName, SvgElements));
        Assert.All(document.Descendants().Attributes(), attribute => Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.Empty(document.Nodes().OfType<XProcessingInstruction>());
        AssertHarmlessCharacters(svg);
        Assert.InRange(svg.Length, 1, 200_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Png_is_drawn(string name) => Assert.Equal([0x89, 0x50, 0x4e, 0x47], PngRenderer.Render(FigureOf(Find(name)), 1)[..4]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Plain_text_neither_steers_a_terminal_nor_hides_anything(string name)
    {
        string text = TextRenderer.Render(ViewOf(Find(name)));
        AssertHarmlessCharacters(text);
        Assert.All(text.Split('\n'), line => Assert.DoesNotContain('\r', line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Csv_reads_back_as_one_field_that_is_no_formula(string name)
    {
        string hostile = Find(name);
        string csv = CsvRenderer.Render(new DataFrame(new StringDataFrameColumn("a", [hostile]), new StringDataFrameColumn("b", ["end"])));
        List<List<string>> rows = ReadCsv(csv);
        Assert.Equal(2, rows.Count);
        Assert.Equal(2, rows[1].Count);
        Assert.Equal("end", rows[1][1]);
        string expected = string.Concat(hostile.EnumerateRunes().Select(rune => rune.Value == 0 ? "\ufffd" : rune.ToString()));
        Assert.Equal(expected, rows[1][0].StartsWith('\'') && !expected.StartsWith('\'') ? rows[1][0][1..] : rows[1][0]);
        Assert.False(rows[1][0].TrimStart().Length > 0 && rows[1][0].TrimStart()[0] is '=' or '+' or '-' or '@');
    }

    [Fact]
    public void Cut_text_says_how_long_it_was()
    {
        string visible = VisibleText.OnOneLine(new string('x', 1_048_576), 100);
        Assert.Equal(new string('x', 100) + "… [1,048,576 characters, cut]", visible);
        Assert.Equal("😀… [4 characters, cut]", VisibleText.OnOneLine("😀😀", 3));
    }

    [Fact]
    public void What_is_invisible_is_written_out()
    {
        Assert.Equal("\\x1b[31mred \\u202e \\x00 \\u{e0041} �", VisibleText.OnOneLine("\u001b[31mred\n\u202e \0\r\n\U000e0041\t\ud83d").Replace("    ", " "));
        Assert.Equal("plain — ✕ 👩‍👧 日本", VisibleText.OnOneLine("plain — ✕ 👩‍👧 日本"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@jaeger.example/")]
    public void Only_the_web_is_linked_to(string uri)
    {
        TableCell cell = new() { Lines = ["x"], Link = new Uri(uri) };
        Assert.DoesNotContain("<a", HtmlRenderer.Render(new View("t") { Blocks = [new TableBlock([new("a")], [TableRow.Of(cell)])] }), StringComparison.Ordinal);
    }

    private static string Find(string name) => HostileText.All.Single(hostile => hostile.Name == name).Text;

    // Line feeds of ours aside, no control, no bidirectional steering, no half characters.
    private static void AssertHarmlessCharacters(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Assert.False(rune.Value != '\n' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control, $"control U+{rune.Value:x4}");
            Assert.False(rune.Value is (>= 0x202a and <= 0x202e) or 0x2066 or 0x2067 or 0x200e or 0x200f or 0x061c, $"steering U+{rune.Value:x4}");
        }

        for (int i = 0; i < text.Length; i++)
        {
            Assert.False(char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1])));
        }
    }

    private static View ViewOf(string text) => new([TextRun.Strong(text), text])
    {
        Blocks =
        [
            LineBlock.Of(text),
            new FactsBlock([new(text, text) { Tooltip = text, Tone = Palette.ErrorCell }]),
            new FigureBlock(FigureOf(text)),
            new TableBlock(
                [new(text) { Tooltip = text, SubHeader = text }, new(text, CellAlign.Right)],
                [
                    TableRow.Of(new TableCell { Lines = [TextRun.Code(text) with { Color = Palette.Error }], Tooltip = text, Tone = Palette.LogRow, Folded = [text], Link = new Uri("https://jaeger.example/trace/" + Uri.EscapeDataString(NoSurrogates(text))) }, text),
                    TableRow.More(3) with { OmittedWord = text },
                ])
            { Caption = text },
            new FoldBlock(text, [LineBlock.Of(text)]),
            new MessageBlock(MessageKind.Error, text) { Lines = [text], Details = [text] },
            new MessageBlock(MessageKind.Note, text),
            new CommandsBlock([new(text, text)]) { Heading = text },
            new ProgressBlock(0.5, text),
        ],
    };

    private static string NoSurrogates(string text) => new([.. text.Take(50).Where(c => !char.IsSurrogate(c))]);

    private static Figure FigureOf(string text) => new(Figure.FullWidth, 200)
    {
        Title = text,
        Description = text,
        Panels =
        [
            new(new(50, 20, 800, 150))
            {
                X = new(AxisScale.Linear, 0, 10) { Ticks = [new(5, text)], GridLines = true },
                Marks =
                [
                    new TextMark(5, 50, [text, TextRun.Strong(text), TextRun.Code(text)]) { Halo = true },
                    new TextMark(5, 80, text) { MaximumWidth = 200, Anchor = TextAnchor.End },
                    new PointsMark([new(1, 2) { Label = text, Id = text }]) { Fill = Palette.Series },
                    new CellsMark([new(0, 0, Palette.ErrorCell) { Lines = [text], Label = text }], 50, 30),
                    new NodesMark([new(5, 100, NodeShape.Workload, NodeSign.Unknown, new(Palette.Error)) { Labels = [text], Tooltip = text }]),
                ],
            },
        ],
    };

    private static List<List<string>> ReadCsv(string csv)
    {
        List<List<string>> rows = [[]];
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < csv.Length; i++)
        {
            char c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c == ',')
            {
                rows[^1].Add(field.ToString());
                field.Clear();
            }
            else if (!quoted && c == '\r' && csv[i + 1] == '\n')
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                rows.Add([]);
                i++;
            }
            else
            {
                field.Append(c);
            }
        }

        Assert.Empty(rows[^1]);
        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
