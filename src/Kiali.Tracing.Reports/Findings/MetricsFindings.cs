using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What a workload's metrics say, from their numbers alone.</summary>
internal static class MetricsFindings
{
    // A share of failed requests below this is not worth a statement, percent.
    private const double LeastErrorPercent = 1;

    /// <summary>Key figures.</summary>
    public static ImmutableArray<KeyFigure> KeyFigures(MetricsResult result)
    {
        ImmutableArray<KeyFigure>.Builder figures = ImmutableArray.CreateBuilder<KeyFigure>();
        foreach (DirectionCharts charts in result.Directions)
        {
            if (charts.SlowStretch is { } slow)
            {
                figures.Add(new KeyFigure(
                    $"{NumberText.ShortMilliseconds(slow.OutsideMs)} → {NumberText.ShortMilliseconds(slow.InsideMs)} ms",
                    $"{slow.Statistic} of {Side(result, charts)}",
                    $"from {TimeText.Minutes(slow.Range.StartUnixNano)} to {TimeText.Minutes(slow.Range.EndUnixNano)}"));
            }
        }

        return figures.ToImmutable();
    }

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(MetricsResult result)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        foreach (DirectionCharts charts in result.Directions)
        {
            string side = Side(result, charts);
            if (charts.SlowStretch is { } slow)
            {
                statements.Add(new Statement(
                    $"{side} slow from {TimeText.Minutes(slow.Range.StartUnixNano)} to {TimeText.Minutes(slow.Range.EndUnixNano)}",
                    EvidenceKind.Metrics,
                    $"{slow.Statistic} {NumberText.ShortMilliseconds(slow.OutsideMs)} → {NumberText.ShortMilliseconds(slow.InsideMs)} ms"));
            }

            if (Peak(charts) is var (at, percent))
            {
                statements.Add(new Statement(
                    $"{side} fails most at {TimeText.Minutes(at * UnixTime.NanosPerMilli)}",
                    EvidenceKind.Metrics,
                    $"{NumberText.WithUnit(NumberText.Percent(percent), "%")} of requests"));
            }

            if (charts.Bands is [{ SpanCount: > 0 } band, ..])
            {
                string upper = double.IsFinite(band.UpperMs) ? $"–{NumberText.Fixed(band.UpperMs, 0)}" : " and more";
                statements.Add(new Statement(
                    "The histogram hides where its requests lie",
                    EvidenceKind.Metrics,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"bucket {NumberText.Fixed(band.LowerMs, 0)}{upper} ms; {NumberText.Counted(band.SpanCount, "span")} at {NumberText.Fixed(band.SpanLowMs, 0)}–{NumberText.Fixed(band.SpanHighMs, 0)} ms")));
            }
        }

        return statements.ToImmutable();
    }

    private static (long UnixMillis, double Percent)? Peak(DirectionCharts charts)
    {
        if (charts.Errors.Find(ChartStatistics.Errors)?.Known.OrderByDescending(point => point.Value).ThenBy(point => point.UnixMillis).ToArray() is not [var peak, ..]
            || peak.Value < LeastErrorPercent)
        {
            return null;
        }

        return (peak.UnixMillis, peak.Value);
    }

    private static string Side(MetricsResult result, DirectionCharts charts) => $"{result.Workload.Name} {ContractWords.Of(charts.Direction)}";
}
