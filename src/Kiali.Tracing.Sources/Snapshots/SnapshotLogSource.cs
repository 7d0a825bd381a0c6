using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.LogFiles;
using Kiali.Tracing.Sources.Otlp;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Gives a snapshot's log lines.</summary>
internal sealed class SnapshotLogSource : ILogSource, IDisposable
{
    private readonly SnapshotFolder _folder;
    private readonly SnapshotCatalogSource? _catalog;
    private readonly SnapshotPart<StoredLogs> _logs;

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The snapshot.</param>
    /// <param name="folder">Its files.</param>
    /// <param name="catalog">Its workloads, which say whose a pod is; null when it has none.</param>
    public SnapshotLogSource(string uri, SnapshotFolder folder, SnapshotCatalogSource? catalog)
    {
        Uri = uri;
        _folder = folder;
        _catalog = catalog;
        _logs = new SnapshotPart<StoredLogs>(Read);
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange => _folder.Manifest.TimeRange;

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredLogs.Check(query);
        StoredLogs logs = await _logs.GetAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Workload> workloads = _catalog is null
            ? []
            : (await _catalog.GetWorkloadsAsync(CatalogQuery.Everything, cancellationToken).ConfigureAwait(false)).Value;
        return logs.Find(query, workloads, _folder.Manifest.CaptureOf("logs")?.Gaps(query.Window, Uri) ?? [], Uri);
    }

    /// <inheritdoc/>
    public void Dispose() => _logs.Dispose();

    private StoredLogs Read(CancellationToken cancellationToken)
    {
        string name = _folder.NameOf(SnapshotFolder.Logs);
        using FileContent content = _folder.Open(SnapshotFolder.Logs, cutIsReadable: true);
        LogLineStore lines = new();
        ReadTally tally = new(name);
        if (!new OtlpLogsJson(new JsonInput(content.Stream, cancellationToken), lines, tally).Read())
        {
            throw new SourceException(name, "read logs", $"{name} holds no OTLP logs; save the snapshot again.");
        }

        return StoredLogs.Of(lines, tally);
    }
}
