using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Where a snapshot's files are: in a folder, or in an archive.</summary>
internal abstract class SnapshotStore
{
    /// <summary>How long a file is, as it lies there.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="fileName">The file, for messages.</param>
    /// <returns>Its length, bytes; null when it is not there.</returns>
    /// <exception cref="SourceException">It is there but may not be read.</exception>
    public abstract long? LengthOf(string file, string fileName);

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="fileName">The file, for messages.</param>
    /// <returns>Its bytes, from the start.</returns>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public abstract Stream Open(string file, string fileName);

    /// <summary>How much a packed file may grow when it is unpacked.</summary>
    /// <param name="file">Its name.</param>
    public abstract UnpackLimits LimitsOf(string file);
}
