using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;

namespace Kiali.Tracing.Figures;

/// <summary>The picture of <c>metrics</c>: for each direction the duration large with the spans laid over, under it four small charts on the same time axis.</summary>
public static class MetricsFigure
{
    private const double DirectionHeight = 412;
    private const double DurationHeight = 262;

    /// <summary>Makes the picture.</summary>
    /// <param name="result">The charts.</param>
    /// <returns>The picture, 960 px wide, 412 px high for each direction.</returns>
    public static Figure Of(MetricsResult result)
    {
        string side = string.Join(" and ", result.Directions.Select(charts => ContractWords.Of(charts.Direction)));
        return new Figure(Figure.FullWidth, DirectionHeight * Math.Max(1, result.Directions.Length))
        {
            Title = $"Request duration of {result.Workload.Name}, {side}",
            Description = $"Metric charts of {result.Workload}, {side}, {TimeText.Window(result.Window.Range)}. "
                + string.Join(' ', result.Directions.Select(MetricsText.Finding)),
            Panels = [.. result.Directions.SelectMany((charts, index) => PanelsOf(result, charts, index * DirectionHeight))],
        };
    }

    private static IEnumerable<Panel> PanelsOf(MetricsResult result, DirectionCharts charts, double top)
    {
        (double Start, double End) extent = ExtentOf(result);
        return
        [
            .. MetricsDurationChart.PanelsOf(charts, top, extent),
            .. MetricsSmallCharts.PanelsOf(charts, top + DurationHeight, extent),
            Rules(top),
        ];
    }

    private static (double Start, double End) ExtentOf(MetricsResult result) =>
        (result.Window.Range.StartUnixNano / (double)UnixTime.NanosPerSecond, result.Window.Range.EndUnixNano / (double)UnixTime.NanosPerSecond);

    private static Panel Rules(double top) => new(new PlotBounds(0, top, Figure.FullWidth, DirectionHeight))
    {
        Marks =
        [
            new LinesMark(
                [
                    .. top > 0 ? [[new PlotPoint(0, 0), new PlotPoint(Figure.FullWidth, 0)]] : ImmutableArray<ImmutableArray<PlotPoint>>.Empty,
                    [new(16, DurationHeight), new(944, DurationHeight)],
                    .. Enumerable.Range(1, 3).Select(column => ImmutableArray.Create(
                        new PlotPoint(column * 240, DurationHeight + 12), new PlotPoint(column * 240, DirectionHeight - 10))),
                ],
                new Stroke(Palette.Grid)),
        ],
    };
}
