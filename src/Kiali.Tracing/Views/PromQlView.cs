using System.Collections.Immutable;
using Kiali.Tracing.Analyses.PromQl;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Views;

/// <summary>The document of <c>promql</c>: how much there is, the lines over time, and a table of the series.</summary>
public static class PromQlView
{
    private const int ShownSeries = 40;
    private const int FoldedSeries = 400;
    private const int LongestSeries = 200;
    private const int LongestExpression = 160;

    /// <summary>Makes the document.</summary>
    /// <param name="result">The answer.</param>
    /// <returns>The document.</returns>
    public static View Of(PromQlResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new View(TitleOf(result))
        {
            Blocks =
            [
                LineBlock.Of(FindingOf(result)),
                .. result.Warnings.Select(warning => new MessageBlock(result.Complete ? MessageKind.Warning : MessageKind.Partial, warning.Message)),
                .. PromQlFigure.Of(result) is { } figure ? [new FigureBlock(figure)] : ImmutableArray<ViewBlock>.Empty,
                .. result.Answer.Kind is PromQlValueKind.Vector or PromQlValueKind.Matrix && !result.Answer.Series.IsEmpty ? Tables(result) : [],
            ],
        };
    }

    private static TextLine TitleOf(PromQlResult result)
    {
        string expression = NameText.Cut(string.Join(' ', result.Query.Expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestExpression);
        string when = result.Query.IsRange
            ? $" · {TimeText.Window(result.Window.Range)} · step {TimeText.Interval(TimeSpan.FromMilliseconds(result.Query.Times.StepMillis))}"
            : $" · {TimeText.Instant(result.Window.Range.StartUnixNano)}";
        return [TextRun.Strong("promql"), " · ", TextRun.Code(expression), when];
    }

    private static TextLine FindingOf(PromQlResult result) => result.Answer.Kind switch
    {
        PromQlValueKind.Text => [TextRun.Strong("text"), $" {result.Answer.Text}"],
        PromQlValueKind.Scalar => [TextRun.Strong(result.Answer.Series is [{ Points: [var point] }] ? SampleText.Of(point.Value) : "NaN"), " (a number without series)"],
        _ when result.Answer.Series.IsEmpty => "No series: nothing matches, or there are no samples then.",
        PromQlValueKind.Matrix => $"{NumberText.Counted(result.Answer.Series.Length, "series", "series")}, {NumberText.Counted(result.SampleCount, "sample")}.",
        _ => $"{NumberText.Counted(result.Answer.Series.Length, "series", "series")}.",
    };

    private static IEnumerable<ViewBlock> Tables(PromQlResult result)
    {
        ImmutableArray<PromQlSeries> series = result.Answer.Series;
        int shown = Math.Min(ShownSeries, series.Length);
        yield return TableOf(result, 0, shown, 0);
        int folded = Math.Min(FoldedSeries, series.Length - shown);
        if (folded > 0)
        {
            int left = series.Length - shown - folded;
            yield return new FoldBlock(
                $"series {NumberText.Count(shown + 1)} to {NumberText.Count(shown + folded)}{(left > 0 ? $"; JSON and frame have all {NumberText.Count(series.Length)}" : string.Empty)}",
                [TableOf(result, shown, folded, left)]);
        }
    }

    private static TableBlock TableOf(PromQlResult result, int start, int count, int left)
    {
        bool isRange = result.Answer.Kind == PromQlValueKind.Matrix;
        ImmutableArray<TableColumn> columns = isRange
            ? [new("#", CellAlign.Right), new("series") { MaximumTextWidth = 90 }, new("samples", CellAlign.Right), new("least", CellAlign.Right), new("greatest", CellAlign.Right), new("last", CellAlign.Right)]
            : [new("#", CellAlign.Right), new("series") { MaximumTextWidth = 110 }, new("value", CellAlign.Right)];
        return new TableBlock(
            columns,
            [
                .. Enumerable.Range(start, count).Select(index => RowOf(result.Answer.Series[index], index + 1, isRange)),
                .. left > 0 ? [TableRow.More(left)] : ImmutableArray<TableRow>.Empty,
            ]);
    }

    private static TableRow RowOf(PromQlSeries series, int number, bool isRange)
    {
        string name = series.ToString();
        TableCell named = TableCell.Of(TextRun.Code(NameText.Cut(name, LongestSeries))) with { Tooltip = name.Length > LongestSeries ? NameText.Cut(name, 1000) : null };
        if (!isRange)
        {
            return TableRow.Of(NumberText.Count(number), named, ValueOf(series));
        }

        ImmutableArray<double> known = [.. series.Points.Select(point => point.Value).Where(value => !double.IsNaN(value))];
        return TableRow.Of(
            NumberText.Count(number),
            named,
            NumberText.Count(series.Points.Length + series.Histograms.Length),
            known.IsEmpty ? TableCell.Empty : SampleText.Of(known.Min()),
            known.IsEmpty ? TableCell.Empty : SampleText.Of(known.Max()),
            ValueOf(series));
    }

    private static TableCell ValueOf(PromQlSeries series)
    {
        if (series.Points is [.., var last])
        {
            return TableCell.FromString(SampleText.Of(last.Value)) with { Tooltip = last.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) };
        }

        return series.Histograms is [.., var histogram] ? $"count {SampleText.Of(histogram.Count)}, sum {SampleText.Of(histogram.Sum)}" : TableCell.Empty;
    }
}
