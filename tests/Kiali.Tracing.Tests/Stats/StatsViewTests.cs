using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.TestKit.Timelines;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Stats;

public sealed class StatsViewTests
{
    [Fact]
    public void Groups_are_told_most_self_time_first_with_a_range_on_one_scale()
        => Approved.Match(ViewText.Of(StatsView.Of(Compute(30, StatsKey.Name))), "stats.view.txt");

    [Fact]
    public void Of_many_groups_the_first_are_shown_and_the_rest_is_counted()
    {
        TableBlock table = StatsView.Of(Compute(30, StatsKey.Name)).Blocks.OfType<TableBlock>().Single();
        Assert.Equal((21, 10L), (table.Rows.Length, table.Rows[^1].Omitted));
        Assert.Null(StatsView.Of(Compute(5, StatsKey.Name)).Blocks.OfType<TableBlock>().Single().Caption);
    }

    [Fact]
    public void Two_keys_have_a_column_each()
    {
        TableBlock table = StatsView.Of(Compute(3, StatsKey.Name, new StatsKey("zone"))).Blocks.OfType<TableBlock>().Single();
        Assert.Equal(["name", "zone"], table.Columns.Take(2).Select(column => column.Header.PlainText));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Cells.Length));
        Assert.Contains(table.Rows, row => row.Cells[1].Lines[0].PlainText == "–");
    }

    [Fact]
    public void The_scale_reaches_from_the_least_median_to_the_largest_p99_in_round_numbers()
        => Assert.Equal((10, 400), StatsBars.Scale(Compute(30, StatsKey.Name)));

    [Fact]
    public void The_picture_has_a_row_for_each_group_up_to_its_bound()
    {
        Assert.Equal(5 * 26, StatsFigure.Of(Compute(8, StatsKey.Name)).Height - StatsFigure.Of(Compute(3, StatsKey.Name)).Height);
        Figure many = StatsFigure.Of(Compute(StatsFigure.MostGroups + 7, StatsKey.Name));
        Assert.Contains(many.Panels[0].Marks.OfType<TextMark>(), text => text.Line.PlainText == "⋯ 7 more");
    }

    [Fact]
    public void A_window_without_spans_says_so()
        => Assert.Contains("Note: No spans in this window.", ViewText.Of(StatsView.Of(Compute(0, StatsKey.Name))), StringComparison.Ordinal);

    // Group n holds one span of n times 10 ms; every fourth failed, every second says its zone.
    private static StatsResult Compute(int groups, params ImmutableArray<StatsKey> by)
    {
        SpanColumnsBuilder builder = new();
        for (int index = 1; index <= groups; index++)
        {
            string facts = (index % 4 == 0 ? "error " : "") + (index % 2 == 0 ? "zone=east" : "");
            Timeline.AddTo(builder, $"op{index:00} [{new string('=', index)}] {facts}", index);
        }

        AnalysisWindow window = new(new TimeRange(Timeline.StartUnixNano, Timeline.StartUnixNano + UnixTime.NanosPerSecond), Timeline.StartUnixNano, true);
        return StatsAnalysis.Compute(Answer.Whole(TraceSet.Create([builder.Build()])), window, new StatsOptions { By = by, Subject = "bookinfo" });
    }
}
