using System.Collections.Immutable;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Opens files of metrics in text.</summary>
internal static class MetricFile
{
    /// <summary>Opens a file.</summary>
    public static OpenedSource Open(FileReading file)
    {
        DateTimeOffset written = File.GetLastWriteTimeUtc(file.Path);
        OpenMetricsReader reader = new(file.Content.Stream, file.Tally, _ => true, file.CancellationToken)
        {
            UntimedUnixMillis = written.ToUnixTimeMilliseconds(),
            IsOpenMetrics = file.Head.Lines.Any(line => line.StartsWith("# UNIT ", StringComparison.Ordinal) || line == "# EOF"),
        };
        ImmutableArray<StoredSeries> series = reader.Read();
        MetricFileSource metrics = new(file.Uri, SampleSet.Of(series, file.Tally));
        return file.Opened("metrics", "metrics file") with { Metrics = metrics, RawMetrics = metrics, RecordedRange = metrics.RecordedRange };
    }
}
