using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Figures;

/// <summary>How the lines of groups look: each group has a number, a colour and a pattern, the same in every chart, and one line a chart.</summary>
internal static class MetricGroups
{
    /// <summary>How many groups are drawn, those with most requests; the frame has all that were kept.</summary>
    public const int MostDrawn = 8;

    private const double LegendLine = 16;
    private const double LegendWidth = 900;
    private const double LegendSize = 11;

    /// <summary>The line that is drawn of each group: the last of a histogram, its highest quantile; the first of others.</summary>
    /// <param name="chart">A chart.</param>
    /// <param name="groups">The groups.</param>
    /// <returns>Number, from 1, and line.</returns>
    public static IEnumerable<(int Number, ChartSeries Series)> LinesOf(MetricChart chart, ImmutableArray<LabelSet> groups)
    {
        int each = groups.IsEmpty ? 0 : chart.Series.Length / groups.Length;
        bool isHistogram = ChartFamily.Of(chart.Kind).IsHistogram;
        for (int group = 0; each > 0 && group < Math.Min(groups.Length, MostDrawn); group++)
        {
            ChartSeries series = chart.Series[(group * each) + (isHistogram ? each - 1 : 0)];
            if (series.Known.Any())
            {
                yield return (group + 1, series);
            }
        }
    }

    /// <summary>The look of a group's line.</summary>
    /// <param name="number">The group's number, from 1.</param>
    public static Stroke StrokeOf(int number) => new(Palette.Groups[(number - 1) % Palette.Groups.Length], 1.7)
    {
        Dash = ((number - 1) / 2) switch { 0 => Dash.None, 1 => Dash.Dashed, 2 => Dash.Dotted, _ => Dash.Folded },
    };

    /// <summary>A group's name: its labels' values in the order they were asked for.</summary>
    /// <param name="group">The group's labels.</param>
    /// <param name="groupBy">The labels that were asked for.</param>
    /// <returns>For instance <c>503</c>, <c>bookinfo reviews</c>; an absent label is <c>none</c>.</returns>
    public static string NameOf(LabelSet group, ImmutableArray<string> groupBy)
        => string.Join(' ', groupBy.Select(label => group.GetValue(label) is { Length: > 0 } value ? value : "none"));

    /// <summary>How high the legend is, px; 0 where nothing is grouped.</summary>
    public static double LegendHeightOf(DirectionCharts charts) => charts.Groups.IsEmpty ? 0 : (LegendLines(charts).Count * LegendLine) + 12;

    /// <summary>The legend: which number is which group.</summary>
    public static IEnumerable<Mark> Legend(DirectionCharts charts)
    {
        int line = 0;
        foreach (TextLine text in LegendLines(charts))
        {
            yield return new TextMark(16, 20 + (line++ * LegendLine), text) { Size = LegendSize };
        }
    }

    private static List<TextLine> LegendLines(DirectionCharts charts)
    {
        List<TextLine> lines = [];
        List<TextRun> runs = [TextRun.Colored($"by {string.Join(", ", charts.GroupBy)}:  ", Palette.SecondInk)];
        double width = TextWidth.Estimate(runs[0].Text, LegendSize);
        int drawn = Math.Min(charts.Groups.Length, MostDrawn);
        for (int index = 0; index < drawn; index++)
        {
            string name = NameText.Cut(NameOf(charts.Groups[index], charts.GroupBy), 40);
            TextRun run = TextRun.Strong($"{index + 1}\u00a0{name}{(index < drawn - 1 ? "   " : string.Empty)}") with { Color = StrokeOf(index + 1).Color };
            double more = TextWidth.Estimate(run.Text, LegendSize, bold: true);
            if (width + more > LegendWidth && runs.Count > 0)
            {
                lines.Add([.. runs]);
                runs = [];
                width = 0;
            }

            runs.Add(run);
            width += more;
        }

        if (charts.Groups.Length > drawn)
        {
            runs.Add(TextRun.Colored($"   {NumberText.Count(charts.Groups.Length - drawn)} more in the frame", Palette.SecondInk));
        }

        lines.Add([.. runs]);
        return lines;
    }
}
