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
        SampleSet samples = SampleSet.Read(reader, file.Tally);
        MetricFileSource metrics = new(file.Uri, samples);
        return file.Opened("metrics", "metrics file") with
        {
            Metrics = metrics,
            RawMetrics = metrics,
            Exemplars = samples.Exemplars.Count > 0 ? metrics : null,
            RecordedRange = metrics.RecordedRange,
        };
    }
}
