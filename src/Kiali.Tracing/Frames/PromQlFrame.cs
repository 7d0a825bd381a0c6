using System.Collections.Immutable;
using Kiali.Tracing.Analyses.PromQl;
using Kiali.Tracing.Sources;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>The data frame of <c>promql</c>: one row a sample, by series and time. A native histogram has a count and a sum in place of a value.</summary>
public static class PromQlFrame
{
    /// <summary>Makes the frame.</summary>
    /// <param name="result">The answer.</param>
    /// <returns>The frame; NaN and infinities stay what they are. Without rows for a text.</returns>
    public static DataFrame Of(PromQlResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ImmutableArray<(PromQlSeries Series, long UnixMillis, double? Value, double? Count, double? Sum)> rows =
        [
            .. result.Answer.Series.SelectMany(series =>
                series.Points.Select(point => (series, point.UnixMillis, (double?)point.Value, (double?)null, (double?)null))
                    .Concat(series.Histograms.Select(point => (series, point.UnixMillis, (double?)null, (double?)point.Count, (double?)point.Sum)))),
        ];
        return new FrameBuilder<(PromQlSeries Series, long UnixMillis, double? Value, double? Count, double? Sum)>(rows)
            .Text(FrameColumns.Metric, row => row.Series.Name.Length > 0 ? row.Series.Name : null)
            .Text(FrameColumns.Labels, row => row.Series.Labels.ToString())
            .Time(FrameColumns.Time, row => row.UnixMillis * UnixTime.NanosPerMilli)
            .Number(FrameColumns.Value, row => row.Value)
            .Number(FrameColumns.Count, row => row.Count)
            .Number(FrameColumns.Sum, row => row.Sum)
            .Build();
    }
}
