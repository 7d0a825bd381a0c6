using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Otlp;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Opens files of logs.</summary>
internal static class LogFileOpener
{
    private const string UnknownPod = "The file's name does not say which pod wrote it; name it NAMESPACE_POD_CONTAINER.log to tell.";

    /// <summary>Opens OTLP logs in JSON.</summary>
    public static OpenedSource OpenJson(FileReading file)
    {
        LogLineStore lines = new();
        JsonInput input = new(file.Content.Stream, file.CancellationToken);
        return new OtlpLogsJson(input, lines, file.Tally).Read()
            ? Opened(file, lines, "OTLP log file")
            : throw file.Refusal("JSON that names OTLP logs but has none");
    }

    /// <summary>Opens OTLP logs in protobuf.</summary>
    public static OpenedSource OpenProtobuf(FileReading file)
    {
        LogLineStore lines = new();
        OtlpLogsProtobuf reader = new(lines, file.Tally);
        if (file.Head.Protobuf is { IsSequence: true })
        {
            reader.ReadSequence(file.Content.Stream, file.CancellationToken);
        }
        else
        {
            reader.ReadMessage(file.Content.Stream, file.CancellationToken);
        }

        return Opened(file, lines, "OTLP log file");
    }

    /// <summary>Opens log text; whose it is comes from the file's name, where it is named as Kubernetes names logs.</summary>
    public static OpenedSource OpenText(FileReading file)
    {
        LogLineStore lines = new();
        AttributeSet resource = LogFileName.Read(file.Path);
        bool hasContainer = resource.GetText(OpenTelemetryAttributes.ContainerName) is not null;
        ContainerRole looks = LogText.RoleOf(file.Head);

        // A sidecar's container may have any name; an application's may not be taken for a proxy by what it writes.
        int origin = lines.AddOrigin(resource, hasContainer && looks == ContainerRole.App ? null : looks);
        new LogTextReader(file.Content.Stream, lines, origin, file.Tally, file.Content.IsPacked).Read(file.CancellationToken);
        OpenedSource opened = Opened(file, lines, "log file");
        return hasContainer ? opened : opened with { Warnings = opened.Warnings.Add(new Warning("unknown-pod", UnknownPod, 1, file.Name)) };
    }

    private static OpenedSource Opened(FileReading file, LogLineStore lines, string description)
    {
        LogFileSource logs = new(file.Uri, StoredLogs.Of(lines, file.Tally));
        return file.Opened("logs", description) with { Logs = logs, RecordedRange = logs.RecordedRange };
    }
}
