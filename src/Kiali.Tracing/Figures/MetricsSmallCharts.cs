using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Figures;

/// <summary>Small charts: requests, failures, bytes, sizes, messages, connections. Each names its peak and its last value.</summary>
internal static class MetricsSmallCharts
{
    private const double ColumnWidth = 240;
    private const double Width = 212;
    private const double Height = 63;
    private const double Top = 63;
    private const double DotsApart = 48;
    private const int MostNumbered = 4;

    /// <summary>The panels of one row.</summary>
    /// <param name="charts">The charts of the direction.</param>
    /// <param name="row">Those of the row, at most four.</param>
    /// <param name="top">The row's upper edge, px.</param>
    /// <param name="extent">The time axis's ends, Unix seconds.</param>
    public static IEnumerable<Panel> PanelsOf(DirectionCharts charts, MetricChart[] row, double top, (double Start, double End) extent)
    {
        for (int column = 0; column < row.Length; column++)
        {
            MetricChart chart = row[column];
            double peak = chart.Series.Max(series => series.Peak) ?? 0;
            yield return new Panel(new PlotBounds((column * ColumnWidth) + 14, top + Top, Width, Height))
            {
                X = Axis.OfTime(extent.Start, extent.End, 3) with { LabelsInside = true, LabelSize = 10.6 },
                Y = new Axis(AxisScale.Linear, 0, peak > 0 ? peak * 1.08 : 1) { Side = AxisSide.None },
                Marks = [.. Titles(chart, peak, !charts.Groups.IsEmpty), .. charts.Groups.IsEmpty ? Lines(chart, peak, extent) : GroupLines(charts, chart, peak, extent)],
            };
        }
    }

    private static IEnumerable<Mark> Titles(MetricChart chart, double peak, bool isGrouped)
    {
        string family = ChartFamily.Of(chart.Kind).Name;
        (string title, string unit, string under) = chart.Kind switch
        {
            MetricChartKind.RequestVolume => ("Request volume", "per s", family),
            MetricChartKind.RequestErrors => (
                "Errors",
                "% of requests",
                chart.Find(ChartStatistics.ClientErrors)?.Peak > 0 && !isGrouped ? "no answer, 5xx, gRPC · dashed: 4xx" : "no answer, 5xx, gRPC failures"),
            MetricChartKind.RequestThroughput => ("Request bytes", ScaleOf(peak).Unit, family),
            MetricChartKind.ResponseThroughput => ("Response bytes", ScaleOf(peak).Unit, family),
            MetricChartKind.RequestSize => ("Request size", SizeOf(peak), SizesOf(chart, isGrouped)),
            MetricChartKind.ResponseSize => ("Response size", SizeOf(peak), SizesOf(chart, isGrouped)),
            MetricChartKind.GrpcSent => ("gRPC messages sent", "per s", family),
            MetricChartKind.GrpcReceived => ("gRPC messages received", "per s", family),
            MetricChartKind.TcpOpened => ("TCP opened", "connections per s", family),
            MetricChartKind.TcpClosed => ("TCP closed", "connections per s", family),
            MetricChartKind.TcpSent => ("TCP bytes sent", ScaleOf(peak).Unit, family),
            _ => ("TCP bytes received", ScaleOf(peak).Unit, family),
        };
        TextLine line = [TextRun.Strong(title), TextRun.Colored(", " + unit, Palette.SecondInk)];
        yield return new TextMark(double.NegativeInfinity, double.PositiveInfinity, line) { OffsetY = -45 };
        yield return new TextMark(double.NegativeInfinity, double.PositiveInfinity, under) { Size = 10.6, Color = Palette.SecondInk, OffsetY = -29 };
    }

    private static string SizesOf(MetricChart chart, bool isGrouped)
    {
        string[] quantiles = [.. chart.Series.Select(series => series.Statistic).Distinct().Where(statistic => statistic != ChartStatistics.Average)];
        return isGrouped ? quantiles.LastOrDefault(ChartStatistics.Average) : $"{string.Join(", ", quantiles)} · dashed: avg";
    }

    private static string SizeOf(double peak) => ScaleOf(peak).Unit.Split('/')[0];

    private static IEnumerable<Mark> Lines(MetricChart chart, double peak, (double Start, double End) extent)
    {
        ChartSeries[] shown =
            [.. chart.Series.Where(series => series.Known.Any() && (series.Statistic != ChartStatistics.ClientErrors || series.Peak > 0))];
        bool isHistogram = ChartFamily.Of(chart.Kind).IsHistogram;
        foreach (ChartSeries series in shown)
        {
            (Stroke stroke, Rgb label, Rgb? area) = isHistogram
                ? (MetricsDurationChart.StrokeOf(series.Statistic), MetricsDurationChart.StrokeOf(series.Statistic).Color, null)
                : LookOf(series.Statistic);
            foreach (Mark mark in MetricLines.Of(series, stroke, underlay: false, area))
            {
                yield return mark;
            }

            // Of several quantiles the highest is the one that is named.
            foreach (Mark mark in isHistogram && series != shown[^1] ? [] : Extremes(chart.Kind, series, peak, extent, stroke.Color, label))
            {
                yield return mark;
            }
        }

        if (shown.Length == 0)
        {
            yield return NoData();
        }
    }

    private static IEnumerable<Mark> GroupLines(DirectionCharts charts, MetricChart chart, double peak, (double Start, double End) extent)
    {
        (int Number, ChartSeries Series)[] lines = [.. MetricGroups.LinesOf(chart, charts.Groups)];
        foreach ((int number, ChartSeries series) in lines)
        {
            foreach (Mark mark in MetricLines.Of(
                series, MetricGroups.StrokeOf(number), underlay: false, name: MetricGroups.NameOf(charts.Groups[number - 1], charts.GroupBy)))
            {
                yield return mark;
            }
        }

        (int Number, ChartSeries Series)[] numbered = [.. lines.Take(MostNumbered)];
        ImmutableArray<double> placed = LineEndLabels.Spread(
            [.. numbered.Select(line => peak > 0 ? Height - (line.Series.Last!.Value / (peak * 1.08) * Height) : Height)], 6, Height);
        for (int index = 0; index < numbered.Length; index++)
        {
            (int number, ChartSeries series) = numbered[index];
            double place = (MetricLines.SecondsOf(series.Known.Last()) - extent.Start) / Math.Max(1e-9, extent.End - extent.Start) * Width;
            yield return new TextMark(double.NegativeInfinity, double.PositiveInfinity, TextRun.Strong($"{number}: {ValueOf(chart.Kind, series.Last!.Value, peak)}"))
            {
                Size = 11,
                Color = MetricGroups.StrokeOf(number).Color,
                Halo = true,
                Anchor = TextAnchor.End,
                OffsetX = Math.Clamp(place, 40, Width),
                OffsetY = placed[index] - 2,
            };
        }

        if (lines.Length == 0)
        {
            yield return NoData();
        }
    }

    private static TextMark NoData() => new(double.NegativeInfinity, 0, "no data")
    {
        Size = 11,
        Color = Palette.SecondInk,
        OffsetX = Width / 2,
        OffsetY = -20,
        Anchor = TextAnchor.Middle,
    };

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
        MetricChartKind.RequestVolume or MetricChartKind.GrpcSent or MetricChartKind.GrpcReceived or MetricChartKind.TcpOpened or MetricChartKind.TcpClosed
            => Short(value, peak),
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
