using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>The answer of <c>stats</c>: who has the self time, and a row a group with its range and its share.</summary>
public static class StatsView
{
    private const int LongestKey = 60;
    private const int LongestOfTwoKeys = 40;
    private const string NoValue = "–";

    /// <summary>Makes the view.</summary>
    /// <param name="result">The statistics.</param>
    /// <param name="options">What to show beside them; null for nothing.</param>
    /// <returns>The view.</returns>
    public static View Of(StatsResult result, StatsViewOptions? options = null)
    {
        options ??= new StatsViewOptions();
        TimeRange range = result.Window.Range;
        string by = $"by {string.Join(" and ", result.By.Select(key => NameText.Cut(key.Word, LongestKey)))}";
        string subject = result.Options.Subject is { } name ? $"{name} {by}" : by;
        return new View([TextRun.Strong("stats"), $" · {subject} · {TimeText.Window(range.StartUnixNano, range.EndUnixNano)}"])
        {
            Blocks = result.Groups.IsEmpty
                ? [new MessageBlock(MessageKind.Note, "No spans in this window."), .. WarningsFold.Of(result.Warnings)]
                : [LineBlock.Of(Finding(result)), Table(result, options), .. WarningsFold.Of(result.Warnings)],
        };
    }

    private static string Finding(StatsResult result)
    {
        StatsGroup first = result.Groups[0];
        string largest = first.SelfTimeMs > 0
            ? $" {NumberText.Fixed(StatsFigure.ShareOf(first, result) * 100, 0)} % of all self time is in {NameOf(first)}."
            : string.Empty;
        return $"{NumberText.Counted(result.SpanCount, "span")} of {NumberText.Counted(result.TraceCount, "trace")}.{largest}"
            + " Most self time first; durations in ms." + (result.By.Length == 1 ? " Dot p50, tick p90, end p99." : string.Empty);
    }

    private static TableBlock Table(StatsResult result, StatsViewOptions options)
    {
        (double Minimum, double Maximum) scale = StatsBars.Scale(result);
        ImmutableArray<TableRow> rows = TableExcerpt.Rows(
            result.Groups.Length, options.Head, 0, null, index => Row(result.Groups[index], index == 0, scale, result));
        bool twoKeys = result.By.Length > 1;
        return new TableBlock(
            [
                .. result.By.Select(key => new TableColumn(NameText.Cut(key.Word, LongestKey)) { Width = twoKeys ? 130 : 140, MaximumTextWidth = 32 }),
                new("spans", CellAlign.Right) { Width = 50 },
                new("errors", CellAlign.Center) { Width = 58 },
                new("%", CellAlign.Right) { Width = 44 },
                new("mean", CellAlign.Right) { Width = 50 },
                new("p50", CellAlign.Right) { Width = 44 },
                new("p90", CellAlign.Right) { Width = 60 },
                new("p99", CellAlign.Right) { Width = 60 },
                .. twoKeys ? ImmutableArray<TableColumn>.Empty : [new TableColumn(StatsFigure.ScaleText(scale)) { Width = 182 }],
                new("self s", CellAlign.Right) { Width = 54 },
                new("share"),
            ],
            rows)
        {
            Caption = rows.Any(row => row.Omitted > 0)
                ? [$"{NumberText.Count(options.Head)} of {NumberText.Counted(result.Groups.Length, "group")}; the frame ", TextRun.Code(options.FrameName), " has all."]
                : null,
        };
    }

    private static TableRow Row(StatsGroup group, bool first, (double Minimum, double Maximum) scale, StatsResult result) => new()
    {
        Cells =
        [
            .. group.Keys.Select(key => Key(key, first, group.Keys.Length > 1 ? LongestOfTwoKeys : LongestKey)),
            NumberText.Count(group.Count),
            group.Errors == 0 ? "0" : TableCell.Marked($"✕ {NumberText.Count(group.Errors)}", Palette.ErrorCell),
            NumberText.Percent(group.ErrorPercent),
            NumberText.Milliseconds(group.MeanMs),
            NumberText.Milliseconds(group.P50Ms),
            NumberText.Milliseconds(group.P90Ms),
            NumberText.Milliseconds(group.P99Ms),
            .. group.Keys.Length > 1 ? ImmutableArray<TableCell>.Empty : [TableCell.Of(StatsBars.Range(group, scale))],
            new TextRun(NumberText.Fixed(group.SelfTimeMs / 1000, 1)) { Bold = first },
            TableCell.Of(StatsBars.Share(StatsFigure.ShareOf(group, result), "self time")),
        ],
    };

    private static TableCell Key(string? key, bool first, int longest)
    {
        string text = NameText.Cut(key ?? NoValue, longest);
        return new TableCell
        {
            Lines = [new TextRun(text) { Bold = first }],
            Tooltip = key is null ? "spans that lack it" : text == key ? null : NameText.Cut(key, 600),
        };
    }

    private static string NameOf(StatsGroup group) => string.Join(" · ", group.Keys.Select(key => NameText.Cut(key ?? NoValue, LongestKey)));
}
