using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Figures;

/// <summary>The heatmap as a picture, for files and paper; cells hold the same as the table's.</summary>
public static class HeatmapFigure
{
    private const double Left = 90;
    private const double Top = 40;
    private const double CellWidth = 104;
    private const double CellHeight = 40;
    private const double RequestsWidth = 90;
    private const double Margin = 16;

    /// <summary>Draws a heatmap.</summary>
    /// <param name="result">The heatmap.</param>
    /// <param name="absolute">Whether colours go by the difference.</param>
    /// <returns>The figure.</returns>
    public static Figure Of(HeatmapResult result, bool absolute)
    {
        TableBlock table = HeatmapTables.Matrix(result, absolute);
        int statistics = result.Options.Statistics.Length;
        ImmutableArray<CellItem>.Builder cells = ImmutableArray.CreateBuilder<CellItem>();
        ImmutableArray<Mark>.Builder texts = ImmutableArray.CreateBuilder<Mark>();
        for (int column = 0; column < statistics; column++)
        {
            texts.Add(new TextMark(Left + ((column + 0.5) * CellWidth), Top - 12, result.Options.Statistics[column].Name) { Anchor = TextAnchor.Middle, Color = Palette.SecondInk });
        }

        double right = Left + (statistics * CellWidth) + RequestsWidth;
        texts.Add(new TextMark(right, Top - 12, "requests") { Anchor = TextAnchor.End, Color = Palette.SecondInk });
        for (int row = 0; row < table.Rows.Length; row++)
        {
            ImmutableArray<TableCell> source = table.Rows[row].Cells;
            double middle = Top + ((row + 0.5) * CellHeight) + 4;
            texts.Add(new TextMark(Margin, middle, TextRun.Strong(result.Options.Intervals[row].Name)));
            texts.Add(new TextMark(right, middle, source[^1].Lines.FirstOrDefault() ?? TextLine.Empty) { Anchor = TextAnchor.End });
            for (int column = 0; column < statistics; column++)
            {
                TableCell cell = source[column + 1];
                cells.Add(new CellItem(row, column, cell.Tone ?? Palette.NoDataCell) { Lines = cell.Lines, Label = cell.Tooltip });
            }
        }

        double height = Top + (table.Rows.Length * CellHeight) + Margin;
        double width = right + Margin;
        return new Figure(width, height)
        {
            Title = $"Heatmap of trace {NameText.ShortId(result.TraceId.ToString())}",
            Description = HeatmapView.RankSentence(result)?.PlainText ?? "A duration against the statistics of all requests; there are no requests to compare with.",
            Panels =
            [
                new Panel(new PlotBounds(Left, Top, statistics * CellWidth, table.Rows.Length * CellHeight))
                {
                    Marks = [new CellsMark(cells.ToImmutable(), CellWidth, CellHeight)],
                },
                new Panel(new PlotBounds(0, 0, width, height)) { Marks = texts.ToImmutable() },
            ],
        };
    }
}
