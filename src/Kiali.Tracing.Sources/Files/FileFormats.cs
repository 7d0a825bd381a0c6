using System.Collections.Immutable;
using Kiali.Tracing.Sources.KialiGraphs;
using Kiali.Tracing.Sources.LogFiles;
using Kiali.Tracing.Sources.OpenMetrics;
using Kiali.Tracing.Sources.Otlp;
using Kiali.Tracing.Sources.Snapshots;
using Kiali.Tracing.Sources.Zipkin;

namespace Kiali.Tracing.Sources.Files;

/// <summary>The one table of what files are read as, told by their content: the first that recognizes a file opens it.</summary>
internal static class FileFormats
{
    /// <summary>All formats, the surest to be told first.</summary>
    public static ImmutableArray<FileFormat> All { get; } =
    [
        new("snapshot in a .zip", SnapshotArchive.IsRecognized, SnapshotOpener.OpenArchive),
        new("OTLP traces in protobuf", head => head.Protobuf is { Signal: OtlpSignal.Traces }, TraceFiles.OpenProtobuf),
        new("OTLP logs in protobuf", head => head.Protobuf is { Signal: OtlpSignal.Logs }, LogFileOpener.OpenProtobuf),
        new("OTLP logs in JSON", head => head.Json?.HasAny("resourceLogs", "resource_logs") == true, LogFileOpener.OpenJson),
        new("Zipkin JSON", ZipkinTracesJson.IsRecognized, TraceFiles.OpenZipkin),
        new("Kiali's graph", KialiGraphJson.IsRecognized, KialiGraphFile.Open),
        new("metrics text", MetricText.IsRecognized, MetricFile.Open),
        new("log text", LogText.IsRecognized, LogFileOpener.OpenText),
        new("Jaeger, OTLP or Tempo JSON", head => head.Json is not null || head.Bytes.TrimStart(" \t\r\n"u8) is [(byte)'[', ..], TraceFiles.OpenJson),
    ];
}
