using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Opens snapshot folders. Only the manifest is read here; the parts when they are needed.</summary>
internal static class SnapshotOpener
{
    /// <summary>Opens a folder.</summary>
    /// <param name="uri">The source's URI.</param>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The snapshot's sources.</returns>
    /// <exception cref="SourceException">The folder is no snapshot.</exception>
    public static OpenedSource Open(string uri, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Open(uri, new SnapshotDirectory(path));
    }

    /// <summary>Opens a .zip with a snapshot in it.</summary>
    /// <param name="file">The archive.</param>
    /// <returns>The snapshot's sources.</returns>
    /// <exception cref="SourceException">It is damaged, too large, or holds no snapshot.</exception>
    public static OpenedSource OpenArchive(FileReading file) => file.Content.IsPacked
        ? throw file.Refusal("a .zip archive within gzip-packed data; unpack it once")
        : Open(file.Uri, SnapshotArchive.Read(file.Path, file.Name));

    private static OpenedSource Open(string uri, SnapshotStore store)
    {
        string name = uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..];
        SnapshotManifest manifest = SnapshotManifest.Read(store, name);
        SnapshotFolder folder = new(store, name, manifest);
        SnapshotCatalogSource? catalog = folder.Has(SnapshotFolder.Workloads) ? new SnapshotCatalogSource(uri, folder) : null;
        SnapshotTraceSource? traces = folder.Has(SnapshotFolder.Traces) ? new SnapshotTraceSource(uri, folder) : null;
        SnapshotLogSource? logs = folder.Has(SnapshotFolder.Logs) ? new SnapshotLogSource(uri, folder, catalog) : null;
        SnapshotMetricSource? metrics = folder.Has(SnapshotFolder.Metrics) ? new SnapshotMetricSource(uri, folder) : null;
        SnapshotGraphSource? graphs = folder.Has(SnapshotFolder.Graph) ? new SnapshotGraphSource(uri, folder) : null;
        string backend = manifest.MetricBackend.Length == 0 ? "unknown origin" : $"{manifest.MetricBackend} {manifest.MetricBackendVersion}".TrimEnd();
        return new OpenedSource
        {
            Uri = uri,
            Description = $"snapshot of {backend}",
            RecordedRange = manifest.TimeRange,
            Traces = traces,
            Metrics = metrics,
            RawMetrics = metrics,
            Logs = logs,
            Catalog = catalog,
            Graphs = graphs,
            Sha256 = manifest.Sha256,
            Warnings = [.. manifest.Redacted.Select(what => new Warning("redacted", $"Taken out before saving: {what}.", 1, uri))],
            Provenance = [.. manifest.Captures.Select(ProvenanceOf)],
            Owned = new SnapshotParts([catalog, traces, metrics, logs, graphs]),
        };
    }

    private static Provenance ProvenanceOf(SnapshotCapture capture)
    {
        string query = capture.Query.Length == 0 ? "everything" : capture.Query;
        string window = capture.Window is { } range
            ? $", {UnixTime.ToRfc3339(range.StartUnixNano)} to {UnixTime.ToRfc3339(range.EndUnixNano)}"
            : string.Empty;
        string limit = capture.Limit is { } most ? string.Create(CultureInfo.InvariantCulture, $", at most {most}") : string.Empty;
        return new Provenance(capture.Kind, query + window + limit, capture.Complete);
    }

    private sealed class SnapshotParts(ImmutableArray<IDisposable?> parts) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            foreach (IDisposable? part in parts)
            {
                part?.Dispose();
            }

            return ValueTask.CompletedTask;
        }
    }
}
