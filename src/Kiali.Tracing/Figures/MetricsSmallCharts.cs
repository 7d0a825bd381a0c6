using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Figures;

/// <summary>The four small charts: requests, failures, bytes of requests and of responses. Each names its peak and its last value.</summary>
internal static class MetricsSmallCharts
{
    private const double ColumnWidth = 240;
    private const double Width = 212;
    private const double Height = 63;
    private const double Top = 63;
    private const double DotsApart = 48;

    /// <summary>The panels of one direction.</summary>
    /// <param name="charts">The charts.</param>
    /// <param name="top">The upper edge of the small charts' part of the picture, px.</param>
    /// <param name="extent">The time axis's ends, Unix seconds.</param>
    public static IEnumerable<Panel> PanelsOf(DirectionCharts charts, double top, (double Start, double End) extent)
    {
        foreach (MetricChart chart in charts.Charts.Where(chart => chart.Kind != MetricChartKind.RequestDuration))
        {
            double left = ((((int)chart.Kind) - 1) * ColumnWidth) + 14;
            double peak = chart.Series.Max(series => series.Peak) ?? 0;
            yield return new Panel(new PlotBounds(left, top + Top, Width, Height))
            {
                X = Axis.OfTime(extent.Start, extent.End, 3) with { LabelsInside = true, LabelSize = 10.6 },
                Y = new Axis(AxisScale.Linear, 0, peak > 0 ? peak * 1.08 : 1) { Side = AxisSide.None },
                Marks = [.. Titles(chart, peak), .. Lines(chart, peak, extent)],
            };
        }
    }

    private static IEnumerable<Mark> Titles(MetricChart chart, double peak)
    {
        (string title, string unit, string family) = chart.Kind switch
        {
            MetricChartKind.RequestVolume => ("Request volume", "per s", IstioMetrics.RequestsTotal),
            MetricChartKind.RequestErrors => (
                "Errors",
                "% of requests",
                chart.Find(ChartStatistics.ClientErrors)?.Peak > 0 ? "no answer, 5xx, gRPC · dashed: 4xx" : "no answer, 5xx, gRPC failures"),
            MetricChartKind.RequestThroughput => ("Request bytes", ScaleOf(peak).Unit, IstioMetrics.RequestBytes + HistogramAggregator.SumSuffix),
            _ => ("Response bytes", ScaleOf(peak).Unit, IstioMetrics.ResponseBytes + HistogramAggregator.SumSuffix),
        };
        TextLine line = [TextRun.Strong(title), TextRun.Colored(", " + unit, Palette.SecondInk)];
        yield return new TextMark(double.NegativeInfinity, double.PositiveInfinity, line) { OffsetY = -45 };
        yield return new TextMark(double.NegativeInfinity, double.PositiveInfinity, family) { Size = 10.6, Color = Palette.SecondInk, OffsetY = -29 };
    }

    private static IEnumerable<Mark> Lines(MetricChart chart, double peak, (double Start, double End) extent)
    {
        bool hasData = false;
        foreach (ChartSeries series in chart.Series.Where(series => series.Known.Any() && (series.Statistic != ChartStatistics.ClientErrors || series.Peak > 0)))
        {
            hasData = true;
            (Stroke stroke, Rgb label, Rgb? area) = LookOf(series.Statistic);
            foreach (Mark mark in MetricLines.Of(series, stroke, underlay: false, area))
            {
                yield return mark;
            }

            foreach (Mark mark in Extremes(chart.Kind, series, peak, extent, stroke.Color, label))
            {
                yield return mark;
            }
        }

        if (!hasData)
        {
            yield return new TextMark(double.NegativeInfinity, 0, "no data")
            {
                Size = 11,
                Color = Palette.SecondInk,
                OffsetX = Width / 2,
                OffsetY = -20,
                Anchor = TextAnchor.Middle,
            };
        }
    }

    private static (Stroke Stroke, Rgb Label, Rgb? Area) LookOf(string statistic) => statistic switch
    {
        ChartStatistics.Errors => (new Stroke(Palette.Error, 1.6), Palette.Error, Palette.ErrorArea),
        ChartStatistics.ClientErrors => (new Stroke(Palette.Degraded, 1.4) { Dash = Dash.Dashed }, Palette.DegradedText, null),
        _ => (new Stroke(Palette.Series, 1.6), Palette.Series, null),
    };

    private static IEnumerable<Mark> Extremes(
        MetricChartKind kind, ChartSeries series, double peak, (double Start, double End) extent, Rgb color, Rgb labelColor)
    {
        MetricPoint last = series.Known.Last();
        MetricPoint highest = series.Known.MaxBy(point => point.Value);
        double PlaceOf(MetricPoint point) => (MetricLines.SecondsOf(point) - extent.Start) / Math.Max(1e-9, extent.End - extent.Start) * Width;

        // Two labels at one place cannot be read: the last value gives way to the peak beside it.
        bool both = PlaceOf(last) - PlaceOf(highest) > DotsApart && ValueOf(kind, highest.Value, peak) != ValueOf(kind, last.Value, peak);
        MetricPoint only = ValueOf(kind, highest.Value, peak) == ValueOf(kind, last.Value, peak) ? last : highest;
        ImmutableArray<MetricPoint> dots = both ? [highest, last] : [only];
        yield return new PointsMark([.. dots.Select(point => new PointItem(MetricLines.SecondsOf(point), point.Value))]) { Radius = 2.4, Fill = color };
        foreach (MetricPoint dot in dots)
        {
            yield return Label(dot, PlaceOf(dot));
        }

        // Where the line comes down to its last point, a label above the point would lie on the line.
        bool IsBelowItsLine(MetricPoint point) => point == last && point != highest && point.Value > peak / 3
            && series.Known.TakeLast(4).Any(before => before.Value > point.Value + (peak * 0.03));

        TextMark Label(MetricPoint point, double place) => new(MetricLines.SecondsOf(point), point.Value, TextRun.Strong(ValueOf(kind, point.Value, peak)))
        {
            Size = 11,
            Color = labelColor,
            Halo = true,
            Anchor = place < 24 ? TextAnchor.Start : place > Width - 24 ? TextAnchor.End : TextAnchor.Middle,
            OffsetY = IsBelowItsLine(point) ? 14 : -6,
        };
    }

    private static string ValueOf(MetricChartKind kind, double value, double peak) => kind switch
    {
        MetricChartKind.RequestErrors => MetricsText.Percent(value),
        MetricChartKind.RequestVolume => Short(value, peak),
        _ => Short(value / ScaleOf(peak).Divisor, peak / ScaleOf(peak).Divisor),
    };

    private static string Short(double value, double peak) => NumberText.Fixed(value, peak switch { >= 99.95 => 0, >= 9.95 => 1, >= 0.995 => 2, _ => 3 });

    private static (double Divisor, string Unit) ScaleOf(double peak) => peak switch
    {
        >= 1e9 => (1e9, "GB/s"),
        >= 1e6 => (1e6, "MB/s"),
        >= 1e3 => (1e3, "kB/s"),
        _ => (1, "bytes/s"),
    };
}
