using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;

namespace Kiali.Tracing.Figures;

/// <summary>The picture of <c>metrics</c>: for each direction the duration large with the spans laid over, under it small charts on the same time axis, four a row.</summary>
public static class MetricsFigure
{
    private const double DurationHeight = 262;
    private const double HeadingHeight = 34;
    private const double RowHeight = 150;
    private const int Columns = 4;

    /// <summary>Makes the picture.</summary>
    /// <param name="result">The charts.</param>
    /// <returns>The picture, 960 px wide; 412 px high for each direction that has the usual charts only.</returns>
    public static Figure Of(MetricsResult result)
    {
        string side = string.Join(" and ", result.Directions.Select(charts => ContractWords.Of(charts.Direction)));
        ImmutableArray<Panel>.Builder panels = ImmutableArray.CreateBuilder<Panel>();
        double top = 0;
        foreach (DirectionCharts charts in result.Directions)
        {
            panels.AddRange(PanelsOf(result, charts, top));
            top += HeightOf(charts);
        }

        string subject = result.Directions.IsEmpty || result.Directions.Any(HasLarge) ? "Request duration" : "Connections and messages";
        return new Figure(Figure.FullWidth, top > 0 ? top : DurationHeight + RowHeight)
        {
            Title = $"{subject} of {result.Workload.Name}, {side}",
            Description = $"Metric charts of {result.Workload}, {side}, {TimeText.Window(result.Window.Range)}. "
                + string.Join(' ', result.Directions.Select(MetricsText.Finding)),
            Panels = panels.ToImmutable(),
        };
    }

    private static double HeightOf(DirectionCharts charts)
        => MetricGroups.LegendHeightOf(charts) + LargeHeightOf(charts) + (RowsOf(charts).Length * RowHeight);

    // A workload without requests has connections to show, and no large chart of nothing.
    private static bool HasLarge(DirectionCharts charts) => charts.HasRequests || charts.Others.IsEmpty;

    private static double LargeHeightOf(DirectionCharts charts) => HasLarge(charts) ? DurationHeight : HeadingHeight;

    private static ImmutableArray<MetricChart[]> RowsOf(DirectionCharts charts) =>
    [
        .. charts.Charts.Where(chart => chart.Kind != MetricChartKind.RequestDuration && (HasLarge(charts) || !chart.IsOfRequests)).Chunk(Columns),
    ];

    private static IEnumerable<Panel> PanelsOf(MetricsResult result, DirectionCharts charts, double top)
    {
        (double Start, double End) extent = ExtentOf(result);
        double legend = MetricGroups.LegendHeightOf(charts);
        double large = top + legend;
        double rows = large + LargeHeightOf(charts);
        return
        [
            .. legend > 0 ? [new Panel(new PlotBounds(0, top, Figure.FullWidth, legend)) { Marks = [.. MetricGroups.Legend(charts)] }] : ImmutableArray<Panel>.Empty,
            .. HasLarge(charts) ? MetricsDurationChart.PanelsOf(charts, large, extent) : [Heading(charts, large)],
            .. RowsOf(charts).SelectMany((row, index) => MetricsSmallCharts.PanelsOf(charts, row, rows + (index * RowHeight), extent)),
            Rules(charts, top),
        ];
    }

    private static Panel Heading(DirectionCharts charts, double top) => new(new PlotBounds(0, top, Figure.FullWidth, HeadingHeight))
    {
        Marks =
        [
            new TextMark(
                16,
                20,
                [TextRun.Strong("Connections and messages"), TextRun.Colored($" · {ContractWords.Of(charts.Direction)} · no requests in the metrics", Palette.SecondInk)]),
        ],
    };

    private static (double Start, double End) ExtentOf(MetricsResult result) =>
        (result.Window.Range.StartUnixNano / (double)UnixTime.NanosPerSecond, result.Window.Range.EndUnixNano / (double)UnixTime.NanosPerSecond);

    private static Panel Rules(DirectionCharts charts, double top)
    {
        double first = MetricGroups.LegendHeightOf(charts) + LargeHeightOf(charts);
        return new Panel(new PlotBounds(0, top, Figure.FullWidth, HeightOf(charts)))
        {
            Marks =
            [
                new LinesMark(
                    [
                        .. top > 0 ? [[new PlotPoint(0, 0), new PlotPoint(Figure.FullWidth, 0)]] : ImmutableArray<ImmutableArray<PlotPoint>>.Empty,
                        .. RowsOf(charts).SelectMany((row, index) => RulesOf(row.Length, first + (index * RowHeight))),
                    ],
                    new Stroke(Palette.Grid)),
            ],
        };
    }

    private static IEnumerable<ImmutableArray<PlotPoint>> RulesOf(int columns, double top) =>
    [
        [new(16, top), new(944, top)],
        .. Enumerable.Range(1, columns - 1).Select(column => ImmutableArray.Create(
            new PlotPoint(column * 240, top + 12), new PlotPoint(column * 240, top + RowHeight - 10))),
    ];
}
