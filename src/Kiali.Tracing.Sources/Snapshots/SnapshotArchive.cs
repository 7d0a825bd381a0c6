using System.Collections.Immutable;
using System.IO.Compression;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>A snapshot's files in a .zip, read where they are: nothing is unpacked to disk, so nothing can leave its folder.</summary>
/// <remarks>
/// Bounds: 64 entries, 4 GiB unpacked, 500 bytes of one packed byte. All entries lie at the top or in one folder there. An archive within it is not opened.
/// </remarks>
internal sealed class SnapshotArchive : SnapshotStore
{
    private const int MostEntries = 64;
    private const int MostDirectoryBytes = 1 << 20;
    private const string MacFolder = "__MACOSX/";

    private readonly string _path;
    private readonly string _name;
    private readonly string _folder;
    private readonly ImmutableDictionary<string, (long Length, long Packed)> _entries;

    private SnapshotArchive(string path, string name, string folder, ImmutableDictionary<string, (long Length, long Packed)> entries)
    {
        _path = path;
        _name = name;
        _folder = folder;
        _entries = entries;
    }

    /// <summary>Whether the first bytes are of a .zip.</summary>
    /// <param name="head">The first bytes.</param>
    public static bool IsRecognized(FileHead head) => head.Bytes.StartsWith("PK\x03\x04"u8);

    /// <summary>Reads an archive's directory.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="name">The archive, for messages.</param>
    /// <returns>The archive.</returns>
    /// <exception cref="SourceException">It is damaged, too large, or holds no snapshot.</exception>
    public static SnapshotArchive Read(string path, string name)
    {
        ImmutableArray<(string Name, long Length, long Packed, bool IsEncrypted)> entries = ReadEntries(path, name);
        ImmutableArray<string> manifests =
            [.. entries.Select(entry => entry.Name).Where(entry => entry == SnapshotManifest.FileName || entry.EndsWith("/" + SnapshotManifest.FileName, StringComparison.Ordinal))];
        if (manifests.IsEmpty)
        {
            string first = string.Join(", ", entries.Take(3).Select(entry => entry.Name));
            throw FileOpener.Refuse(name, $"a .zip archive without {SnapshotManifest.FileName} (it has {(first.Length == 0 ? "nothing" : first)}); unpack it and open its files");
        }

        string folder = manifests[0][..^SnapshotManifest.FileName.Length];
        if (manifests.Length > 1 || folder.Count(symbol => symbol == '/') > 1)
        {
            throw Refuse(name, "its snapshot.json is not the only one at the top or in one folder");
        }

        return new SnapshotArchive(path, name, folder, Check(entries, folder, name));
    }

    /// <inheritdoc/>
    public override long? LengthOf(string file, string fileName) => _entries.TryGetValue(file, out (long Length, long Packed) entry) ? entry.Length : null;

    /// <inheritdoc/>
    public override Stream Open(string file, string fileName)
    {
        FileStream? archive = null;
        try
        {
            archive = File.OpenRead(_path);
            ZipArchive zip = new(archive, ZipArchiveMode.Read, leaveOpen: false);
            ZipArchiveEntry entry = zip.GetEntry(_folder + file) ?? throw new InvalidDataException("the archive has changed");
            return new ArchiveEntryStream(zip, entry.Open(), fileName, _entries[file].Length);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException)
        {
            archive?.Dispose();
            throw new SourceException(fileName, "read", $"{fileName} cannot be read from {_name}: {exception.Message}", false, exception);
        }
    }

    /// <inheritdoc/>
    public override UnpackLimits LimitsOf(string file)
    {
        // The archive's own packing counts: what grows twice may not grow more than once may.
        long packed = _entries.TryGetValue(file, out (long Length, long Packed) entry) ? entry.Packed : 0;
        long most = UnpackLimits.FreeBytes + (Math.Min(packed, UnpackLimits.Default.MaxBytes) * UnpackLimits.Default.MaxRatio);
        return UnpackLimits.Default with { MaxBytes = Math.Min(UnpackLimits.Default.MaxBytes, most) };
    }

    private static ImmutableArray<(string Name, long Length, long Packed, bool IsEncrypted)> ReadEntries(string path, string name)
    {
        try
        {
            using FileStream archive = File.OpenRead(path);
            if (ZipDirectory.Find(archive) is not { } directory)
            {
                throw Refuse(name, "its directory is missing: the file is cut off or damaged; copy it again");
            }

            if (directory.Entries > MostEntries || directory.Bytes > MostDirectoryBytes)
            {
                throw Refuse(name, $"it has more than {MostEntries} entries");
            }

            using ZipArchive zip = new(archive, ZipArchiveMode.Read);
            return [.. zip.Entries.Where(entry => !IsIgnored(entry.FullName)).Select(entry => (entry.FullName, entry.Length, entry.CompressedLength, entry.IsEncrypted))];
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SourceException(name, "open snapshot", $"{name} cannot be read as a .zip archive: {exception.Message}", false, exception);
        }
    }

    private static ImmutableDictionary<string, (long Length, long Packed)> Check(
        ImmutableArray<(string Name, long Length, long Packed, bool IsEncrypted)> entries, string folder, string name)
    {
        ImmutableDictionary<string, (long Length, long Packed)>.Builder files = ImmutableDictionary.CreateBuilder<string, (long Length, long Packed)>(StringComparer.Ordinal);
        long total = 0;
        foreach ((string entry, long length, long packed, bool isEncrypted) in entries)
        {
            string file = entry.StartsWith(folder, StringComparison.Ordinal) ? entry[folder.Length..] : string.Empty;
            if (!new SnapshotFile(file, 0, string.Empty).IsPlainName)
            {
                throw Refuse(name, $"it has an entry outside of its folder ({entry})");
            }

            if (isEncrypted)
            {
                throw Refuse(name, $"{entry} is encrypted; unpack it and open the folder");
            }

            total = Math.Min(long.MaxValue / 2, total) + Math.Min(long.MaxValue / 2, Math.Max(0, length));
            if (total > UnpackLimits.Default.MaxBytes || (length > UnpackLimits.FreeBytes && length / UnpackLimits.Default.MaxRatio > packed))
            {
                throw Refuse(name, $"it unpacks to more than {UnpackLimits.Default.MaxBytes >> 30} GiB, or to more than {UnpackLimits.Default.MaxRatio} times its size; unpack it by hand if it is to be trusted");
            }

            if (!files.TryAdd(file, (length, packed)))
            {
                throw Refuse(name, $"it has two entries of one name ({entry})");
            }
        }

        return files.ToImmutable();
    }

    private static bool IsIgnored(string entry)
        => entry.StartsWith(MacFolder, StringComparison.Ordinal) || (entry.EndsWith('/') && entry.Count(symbol => symbol == '/') == 1 && !entry.Contains("..", StringComparison.Ordinal));

    private static SourceException Refuse(string name, string reason) => new(name, "open snapshot", $"{name} is refused: {reason}.");
}
