using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>A snapshot's files in a folder.</summary>
/// <param name="path">The folder.</param>
internal sealed class SnapshotDirectory(string path) : SnapshotStore
{
    /// <inheritdoc/>
    public override long? LengthOf(string file, string fileName)
    {
        FileInfo found = new(Path.Combine(path, file));
        return !found.Exists ? null
            : found.LinkTarget is null ? found.Length
            : throw new SourceException(fileName, "read", $"{fileName} is a link, which a snapshot must not have; copy the file itself.");
    }

    /// <inheritdoc/>
    public override Stream Open(string file, string fileName)
    {
        try
        {
            return new FileStream(Path.Combine(path, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(fileName, "read", $"{fileName} cannot be read: {exception.Message}", false, exception);
        }
    }

    /// <inheritdoc/>
    public override UnpackLimits LimitsOf(string file) => UnpackLimits.Default;
}
