using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Otlp;
using Kiali.Tracing.Sources.Zipkin;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Opens files of traces.</summary>
internal static class TraceFiles
{
    /// <summary>Opens JSON of Jaeger, OpenTelemetry or Tempo.</summary>
    public static OpenedSource OpenJson(FileReading file)
    {
        SpanColumnsBuilder columns = new();
        JsonInput input = new(file.Content.Stream, file.CancellationToken);
        return TraceDocumentReader.Read(input, columns, file.Tally) is { } instead
            ? throw file.Refusal(instead == JsonShape.NotJson ? ContentGuess.Of(file.Head) : instead)
            : Opened(file, columns, "trace file");
    }

    /// <summary>Opens Zipkin's JSON.</summary>
    public static OpenedSource OpenZipkin(FileReading file)
    {
        SpanColumnsBuilder columns = new();
        new ZipkinTracesJson(new JsonInput(file.Content.Stream, file.CancellationToken), columns, file.Tally).Read();
        return Opened(file, columns, "Zipkin trace file");
    }

    /// <summary>Opens OTLP or Tempo's protobuf.</summary>
    public static OpenedSource OpenProtobuf(FileReading file)
    {
        SpanColumnsBuilder columns = new();
        OtlpTracesProtobuf reader = new(columns, file.Tally);
        Stream stream = file.Content.Stream;
        switch (file.Head.Protobuf)
        {
            case { IsTempoAnswer: true }:
                reader.ReadTempoAnswer(stream, file.CancellationToken);
                break;
            case { IsSequence: true }:
                reader.ReadSequence(stream, file.CancellationToken);
                break;
            default:
                reader.ReadMessage(stream, file.CancellationToken);
                break;
        }

        return Opened(file, columns, "OTLP trace file");
    }

    private static OpenedSource Opened(FileReading file, SpanColumnsBuilder columns, string description)
    {
        ColumnsTraceSource traces = new(file.Uri, columns.Build(), !file.Tally.Incomplete, file.Tally.ToWarnings());
        return file.Opened("traces", description) with { Traces = traces, RecordedRange = traces.RecordedRange };
    }
}
