using CsCheck;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Rendering.Tests.Gallery;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class TextRendererTests
{
    [Fact]
    public void Columns_line_up_whatever_characters_they_hold()
    {
        string text = TextRenderer.Render(new View("") { Blocks = [new TableBlock([new("name"), new("ms", CellAlign.Right)], [TableRow.Of("日本語", "1.0"), TableRow.Of("e\u0301te\u0301", "10.0"), TableRow.Of("plain", "100.0")])] });
        Assert.Equal(["name       ms", "------  -----", "日本語    1.0", "e\u0301te\u0301      10.0", "plain   100.0"], text.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal() =>
        Gen.Int[20, 160].Select(Gen.Int[1, 12], Gen.String[0, 60].Array[1, 6]).Sample((width, columns, words) =>
        {
            TableBlock table = new(
                [.. Enumerable.Range(0, columns).Select(i => new TableColumn(words[i % words.Length], i % 3 == 1 ? CellAlign.Right : CellAlign.Left))],
                [TableRow.Of([.. Enumerable.Range(0, columns).Select(i => TableCell.FromString(words[(i + 1) % words.Length]))]), TableRow.More(12)]);
            string text = TextRenderer.Render(new View(words[0]) { Blocks = [LineBlock.Of(words[^1]), table] }, width);
            Assert.All(text.Split('\n'), line => Assert.InRange(TextWidth.Columns(line), 0, width));
        }, iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void Numbers_are_never_cut()
    {
        TableBlock table = new([new("service"), new("ms", CellAlign.Right), new("line")], [TableRow.Of(new string('s', 60), "1,234,567.8", new string('l', 60))]);
        string text = TextRenderer.Render(new View("") { Blocks = [table] }, 60);
        Assert.Contains("1,234,567.8", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Count(c => c == '…'));
    }

    [Fact]
    public void A_table_too_wide_for_columns_becomes_a_block_a_row()
    {
        TableBlock table = new([.. Enumerable.Range(1, 9).Select(i => new TableColumn($"n{i}", CellAlign.Right))], [TableRow.Of([.. Enumerable.Range(1, 9).Select(i => TableCell.FromString($"{i}00,000.0"))])]);
        string[] lines = TextRenderer.Render(new View("") { Blocks = [table] }, 40).TrimEnd('\n').Split('\n');
        Assert.Equal(9, lines.Length);
        Assert.Equal("- n1: 100,000.0", lines[0]);
        Assert.Equal("  n9: 900,000.0", lines[8]);
    }

    [Fact]
    public void Compact_heatmaps_are_said_in_signs() =>
        Assert.Contains("−− − · / + ++ ≈", TextRenderer.Render(new View("")
        {
            Blocks =
            [
                new TableBlock([new("vs metrics")], [TableRow.Of(TableCell.Of(CompactHeatmapFigure.Create(
                    [new(0.2, true), new(0.7, true), new(1, true), new(1.5, true), new(3, true), new(1, false)], "x")))]),
            ],
        }), StringComparison.Ordinal);

    [Fact]
    public void A_command_is_never_broken()
    {
        string command = "#!kiali heatmap 7f3c9a1e5b2d48f06ac1e9d27b40835c --namespace bookinfo --workload productpage-v1 --baseline 13:00..14:00";
        Assert.Contains(command, TextRenderer.Render(new View("") { Blocks = [new CommandsBlock([new(command, "x")])] }, 60), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_view_is_left_out_of_its_text()
    {
        string text = TextRenderer.Render(GalleryViews.All.Single(view => view.Name == "messages").View, 200);
        Assert.All(["✕ error", "! partial", "? warning", "Did you mean reviews-v3?", "tries at 0.0, 0.6 and 2.1 s", "No traces in this window."], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }
}
