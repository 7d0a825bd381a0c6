using System.Text.Json;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>Opens files of Kiali's graphs.</summary>
internal static class KialiGraphFile
{
    /// <summary>The largest file that is read: 64 MiB.</summary>
    public const int LargestFile = 1 << 26;

    /// <summary>Opens a file.</summary>
    public static OpenedSource Open(FileReading file)
    {
        MeshGraph graph = Read(file.Content, file.Name, file.Tally);
        KialiGraphFileSource source = new(file.Uri, graph, !file.Tally.Incomplete, file.Tally.ToWarnings());
        return file.Opened("graph", "Kiali graph file") with { Graphs = source, RecordedRange = source.RecordedRange };
    }

    /// <summary>Reads a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="tally">Counts what could not be used.</param>
    /// <exception cref="SourceException">It is no graph, or damaged.</exception>
    public static MeshGraph Read(FileContent content, string name, ReadTally tally)
    {
        try
        {
            return KialiGraphJson.Read(content.ReadWhole(name, LargestFile), KialiResponseTime.Unknown, tally);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new SourceException(name, "read graph", $"{name} is no whole graph of Kiali's: {exception.Message}; save it again.", false, exception);
        }
    }
}
