using System.Globalization;
using System.Security.Cryptography;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>The files of one snapshot, each checked against the manifest when it is read.</summary>
/// <param name="store">Where they are.</param>
/// <param name="name">The folder, for messages.</param>
/// <param name="manifest">The manifest.</param>
internal sealed class SnapshotFolder(SnapshotStore store, string name, SnapshotManifest manifest)
{
    /// <summary>The traces' file name.</summary>
    public const string Traces = "traces.otlp.jsonl.gz";

    /// <summary>The metrics' file name.</summary>
    public const string Metrics = "metrics.openmetrics.gz";

    /// <summary>The logs' file name.</summary>
    public const string Logs = "logs.otlp.jsonl.gz";

    /// <summary>The catalogue's file name.</summary>
    public const string Workloads = "workloads.json";

    /// <summary>The file name of Kiali's graph.</summary>
    public const string Graph = "graph.json";

    /// <summary>The manifest.</summary>
    public SnapshotManifest Manifest { get; } = manifest;

    /// <summary>Whether the manifest lists a file.</summary>
    public bool Has(string file) => Manifest.Files.Any(known => known.Name == file);

    /// <summary>A file's name for messages: <c>FOLDER/FILE</c>.</summary>
    public string NameOf(string file) => $"{name.TrimEnd('/')}/{file}";

    /// <summary>Opens a file and checks its digest.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="cutIsReadable">Whether a file that is cut off may be read up to its end, which the reader then tells.</param>
    /// <returns>Its unpacked content, to be closed.</returns>
    /// <exception cref="SourceException">It is missing, or not what the manifest says.</exception>
    public FileContent Open(string file, bool cutIsReadable)
    {
        SnapshotFile entry = Manifest.Files.First(known => known.Name == file);
        string fileName = NameOf(file);
        if (store.LengthOf(file, fileName) is not { } length)
        {
            throw new SourceException(fileName, "read", $"{fileName} is missing though the snapshot lists it; copy the whole folder.");
        }

        bool cut = length < entry.Bytes;
        if (!(cut && cutIsReadable) && Digest(file, fileName) != entry.Sha256)
        {
            string reason = cut
                ? string.Create(CultureInfo.InvariantCulture, $"is cut off: it has {length} of {entry.Bytes} bytes")
                : "is not what was saved: its SHA-256 differs from the manifest's";
            throw new SourceException(fileName, "read", $"{fileName} {reason}; copy the snapshot again.");
        }

        return FileContent.Open(store.Open(file, fileName), fileName, store.LimitsOf(file));
    }

    private string Digest(string file, string fileName)
    {
        try
        {
            using Stream stream = store.Open(file, fileName);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SourceException(fileName, "read", $"{fileName} cannot be read: {exception.Message}", false, exception);
        }
    }
}
