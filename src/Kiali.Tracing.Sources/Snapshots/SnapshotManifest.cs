using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>What <c>snapshot.json</c> says: what was captured, from where, and the digest of each file.</summary>
internal sealed record SnapshotManifest
{
    /// <summary>The manifest's file name.</summary>
    public const string FileName = "snapshot.json";

    /// <summary>The format version that is read and written.</summary>
    public const int KnownFormat = 1;

    private const int MaxBytes = 1 << 20;
    private const int MaxFiles = 64;

    /// <summary>What the snapshot is about; its end is the snapshot's now.</summary>
    public required TimeRange TimeRange { get; init; }

    /// <summary>The metric store's name, for instance <c>prometheus</c>; empty when unknown.</summary>
    public required string MetricBackend { get; init; }

    /// <summary>The metric store's version; empty when unknown.</summary>
    public required string MetricBackendVersion { get; init; }

    /// <summary>What was captured.</summary>
    public required ImmutableArray<SnapshotCapture> Captures { get; init; }

    /// <summary>The files.</summary>
    public required ImmutableArray<SnapshotFile> Files { get; init; }

    /// <summary>What was taken out before saving, in words.</summary>
    public required ImmutableArray<string> Redacted { get; init; }

    /// <summary>The SHA-256 of the manifest itself, which names those of all files: 64 lower-case hexadecimal digits; empty for one that is being written.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Reads a manifest.</summary>
    /// <param name="store">The snapshot's files.</param>
    /// <param name="name">The snapshot, for messages.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="SourceException">It is missing, broken, or of another version.</exception>
    public static SnapshotManifest Read(SnapshotStore store, string name)
    {
        try
        {
            if (store.LengthOf(FileName, name) is not { } length)
            {
                throw Broken(name, $"the folder has no {FileName}; open a snapshot's folder, or a file of traces, metrics or logs");
            }

            if (length > MaxBytes)
            {
                throw Broken(name, $"{FileName} is larger than 1 MiB");
            }

            byte[] bytes = new byte[length];
            using (Stream stream = store.Open(FileName, name))
            {
                stream.ReadExactly(bytes);
            }

            using JsonDocument document = JsonDocument.Parse(bytes);
            return Parse(document.RootElement, name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (JsonException exception)
        {
            throw Broken(name, $"{FileName} is no JSON ({exception.Message}); save the snapshot again");
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Broken(name, $"{FileName} lacks a field or has one of the wrong type ({exception.Message}); save the snapshot again");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Broken(name, $"{FileName} cannot be read: {exception.Message}");
        }
    }

    /// <summary>The capture of a kind.</summary>
    /// <param name="kind">For instance <c>traces</c>.</param>
    /// <returns>The capture; null when nothing of the kind was captured.</returns>
    public SnapshotCapture? CaptureOf(string kind) => Captures.FirstOrDefault(capture => capture.Kind == kind);

    private static SnapshotManifest Parse(JsonElement root, string name, string sha256)
    {
        int format = root.GetProperty("formatVersion").GetInt32();
        if (format != KnownFormat)
        {
            throw Broken(name, $"{FileName} has format version {format}, and this version reads {KnownFormat}; use a newer version, or save the snapshot again");
        }

        ImmutableArray<SnapshotFile> files = [.. root.GetProperty("files").EnumerateArray().Take(MaxFiles + 1).Select(file => SnapshotFile.Parse(file))];
        if (files.Length > MaxFiles)
        {
            throw Broken(name, $"{FileName} lists more than {MaxFiles} files");
        }

        if (files.FirstOrDefault(file => !file.IsPlainName) is { } outside)
        {
            throw Broken(name, $"{FileName} lists a file outside of its folder ({outside.Name}), which is refused");
        }

        bool hasBackend = root.TryGetProperty("metricBackend", out JsonElement backend) && backend.ValueKind == JsonValueKind.Object;
        return new SnapshotManifest
        {
            Sha256 = sha256,
            TimeRange = SnapshotCapture.ParseRange(root.GetProperty("timeRange")),
            MetricBackend = hasBackend ? TextOf(backend, "name") : string.Empty,
            MetricBackendVersion = hasBackend ? TextOf(backend, "version") : string.Empty,
            Captures = [.. root.GetProperty("captures").EnumerateArray().Select(SnapshotCapture.Parse)],
            Files = files,
            Redacted = root.TryGetProperty("redacted", out JsonElement redacted)
                ? [.. redacted.EnumerateArray().Select(item => item.GetString() ?? string.Empty)]
                : [],
        };
    }

    private static string TextOf(JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? string.Empty : string.Empty;

    private static SourceException Broken(string name, string reason) => new(name, "open snapshot", $"{name}: {reason}.");
}
