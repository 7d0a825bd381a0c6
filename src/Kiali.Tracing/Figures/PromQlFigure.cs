using System.Collections.Immutable;
using Kiali.Tracing.Analyses.PromQl;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Figures;

/// <summary>The picture of <c>promql</c> over time: a line a series, with the series' number in the table at its end.</summary>
public static class PromQlFigure
{
    /// <summary>The most lines that are told apart; further ones are pale and have no number.</summary>
    public const int NumberedLines = 12;

    /// <summary>The most lines that are drawn.</summary>
    public const int MostLines = 60;

    private const double Height = 300;
    private const double Left = 70;
    private const double Top = 40;
    private const double PlotWidth = 840;
    private const double PlotHeight = 216;
    private const int MostColumns = 840;

    private static readonly ImmutableArray<Rgb> Colors = [Palette.Series, Palette.TraceOnly, Palette.SpanText, Palette.DegradedText, Palette.Error, Palette.Healthy];
    private static readonly ImmutableArray<Dash> Dashes = [Dash.None, Dash.Dashed];

    /// <summary>Makes the picture.</summary>
    /// <param name="result">The answer.</param>
    /// <returns>The picture, 960 × 300 px; null when the answer is not over time, or has no number to draw.</returns>
    public static Figure? Of(PromQlResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ImmutableArray<PromQlSeries> drawn = [.. result.Answer.Series.Take(MostLines)];
        ImmutableArray<double> values = [.. drawn.SelectMany(series => series.Points).Select(point => point.Value).Where(double.IsFinite)];
        if (result.Answer.Kind != PromQlValueKind.Matrix || values.IsEmpty)
        {
            return null;
        }

        Axis x = Axis.OfTime(SecondsOf(result.Query.Times.StartUnixMillis), SecondsOf(result.Query.Times.EndUnixMillis));
        Axis y = Axis.OfValues(Math.Min(0, values.Min()), values.Max() > 0 ? values.Max() * 1.05 : values.Max());
        long step = result.Query.Times.StepMillis;
        PlotBounds bounds = new(Left, Top, PlotWidth, PlotHeight);
        string left = result.Answer.Series.Length > drawn.Length ? $"; {NumberText.Count(result.Answer.Series.Length - drawn.Length)} more are not drawn" : string.Empty;
        return new Figure(Figure.FullWidth, Height)
        {
            Title = "PromQL over time",
            Description = $"{NumberText.Counted(drawn.Length, "line")} over time, {TimeText.Window(result.Window.Range)}, between {SampleText.Of(values.Min())} and {SampleText.Of(values.Max())}{left}.",
            Panels =
            [
                new Panel(bounds)
                {
                    X = x,
                    Y = y,
                    Marks =
                    [
                        .. drawn.Skip(NumberedLines).Select(series => LinesMark.Of(PointsOf(series, step), new Stroke(Palette.Hairline)) with { Name = series.ToString() }),
                        .. drawn.Take(NumberedLines).SelectMany((series, index) => MarksOf(series, index, step)),
                        new TextMark(double.NegativeInfinity, double.PositiveInfinity, NameText.Cut(OneLine(result.Query.Expression), 120)) { Size = 11, Color = Palette.SecondInk, OffsetY = -14 },
                    ],
                },
                new Panel(bounds) { Marks = [.. LabelsOf(drawn, x, y)] },
            ],
        };
    }

    private static IEnumerable<Mark> MarksOf(PromQlSeries series, int index, long step)
    {
        Stroke stroke = StrokeOf(index);
        ImmutableArray<PlotPoint> points = PointsOf(series, step);
        yield return LinesMark.Of(points, stroke) with { Name = series.ToString(), Underlay = true };

        // A line of one point, or a point between gaps, is a dot.
        ImmutableArray<PointItem> alone =
        [
            .. points.Where((point, at) => double.IsFinite(point.Y) && IsGap(points, at - 1) && IsGap(points, at + 1)).Select(point => new PointItem(point.X, point.Y)),
        ];
        if (!alone.IsEmpty)
        {
            yield return new PointsMark(alone) { Radius = 1.8, Fill = stroke.Color };
        }
    }

    private static IEnumerable<Mark> LabelsOf(ImmutableArray<PromQlSeries> drawn, Axis x, Axis y)
    {
        ImmutableArray<(int Index, MetricPoint Last)> ends =
        [
            .. drawn.Take(NumberedLines).Select((series, index) => (index, series.Points.LastOrDefault(point => double.IsFinite(point.Value)), series.Points.Any(point => double.IsFinite(point.Value))))
                .Where(item => item.Item3).Select(item => (item.index, item.Item2)),
        ];
        ImmutableArray<double> wanted = [.. ends.Select(end => PlotHeight * (1 - y.Place(end.Last.Value)))];
        ImmutableArray<double> placed = LineEndLabels.Spread(wanted, 0, PlotHeight);
        for (int index = 0; index < ends.Length; index++)
        {
            double end = PlotWidth * x.Place(SecondsOf(ends[index].Last.UnixMillis));
            yield return LinesMark.Segment(new PlotPoint(end, wanted[index]), new PlotPoint(PlotWidth + 10, placed[index]), new Stroke(Palette.Hairline));
            yield return new TextMark(PlotWidth + 13, placed[index] + 4, TextRun.Strong($"#{ends[index].Index + 1}")) { Size = 11, Color = StrokeOf(ends[index].Index).Color };
        }
    }

    private static Stroke StrokeOf(int index) => new(Colors[index % Colors.Length], 1.6) { Dash = Dashes[index / Colors.Length % Dashes.Length] };

    private static bool IsGap(ImmutableArray<PlotPoint> points, int index) => index < 0 || index >= points.Length || !double.IsFinite(points[index].Y);

    // Where samples are absent the line breaks. Past a point a pixel, each pixel keeps its lowest and its highest.
    private static ImmutableArray<PlotPoint> PointsOf(PromQlSeries series, long step)
    {
        ImmutableArray<MetricPoint> points = series.Points;
        int each = Math.Max(1, (points.Length + MostColumns - 1) / MostColumns);
        ImmutableArray<PlotPoint>.Builder line = ImmutableArray.CreateBuilder<PlotPoint>();
        for (int start = 0; start < points.Length; start += each)
        {
            if (start > 0 && points[start].UnixMillis - points[start - 1].UnixMillis > step)
            {
                line.Add(new PlotPoint(SecondsOf(points[start].UnixMillis), double.NaN));
            }

            ReadOnlySpan<MetricPoint> column = points.AsSpan(start, Math.Min(each, points.Length - start));
            MetricPoint low = column[0];
            MetricPoint high = column[0];
            foreach (MetricPoint point in column)
            {
                low = point.Value < low.Value ? point : low;
                high = point.Value > high.Value ? point : high;
            }

            (MetricPoint first, MetricPoint second) = low.UnixMillis <= high.UnixMillis ? (low, high) : (high, low);
            line.Add(PlotOf(first));
            if (second.UnixMillis != first.UnixMillis)
            {
                line.Add(PlotOf(second));
            }
        }

        return line.ToImmutable();
    }

    private static PlotPoint PlotOf(MetricPoint point) => new(SecondsOf(point.UnixMillis), double.IsFinite(point.Value) ? point.Value : double.NaN);

    private static double SecondsOf(long unixMillis) => unixMillis / 1000.0;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
