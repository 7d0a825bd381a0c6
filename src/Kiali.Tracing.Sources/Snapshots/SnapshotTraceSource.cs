using System.Collections.Immutable;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Gives a snapshot's traces.</summary>
internal sealed class SnapshotTraceSource : ITraceSource, IDisposable
{
    private readonly SnapshotFolder _folder;
    private readonly SnapshotPart<ColumnsTraceSource> _traces;

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The snapshot.</param>
    /// <param name="folder">Its files.</param>
    public SnapshotTraceSource(string uri, SnapshotFolder folder)
    {
        Uri = uri;
        _folder = folder;
        _traces = new SnapshotPart<ColumnsTraceSource>(Read);
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange => _folder.Manifest.TimeRange;

    /// <inheritdoc/>
    public async Task<Answer<TraceSet>> FindTracesAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ColumnsTraceSource traces = await _traces.GetAsync(cancellationToken).ConfigureAwait(false);
        Answer<TraceSet> answer = await traces.FindTracesAsync(query, cancellationToken).ConfigureAwait(false);
        ImmutableArray<Warning> gaps = _folder.Manifest.CaptureOf("traces")?.Gaps(query.Window, Uri) ?? [];
        return answer with { Complete = answer.Complete && gaps.IsEmpty, Warnings = answer.Warnings.AddRange(gaps) };
    }

    /// <inheritdoc/>
    public async Task<Answer<Trace?>> GetTraceAsync(TraceId traceId, CancellationToken cancellationToken)
    {
        ColumnsTraceSource traces = await _traces.GetAsync(cancellationToken).ConfigureAwait(false);
        return await traces.GetTraceAsync(traceId, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<string>>> GetServicesAsync(CancellationToken cancellationToken)
    {
        ColumnsTraceSource traces = await _traces.GetAsync(cancellationToken).ConfigureAwait(false);
        return await traces.GetServicesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<string>>> GetOperationsAsync(string service, CancellationToken cancellationToken)
    {
        ColumnsTraceSource traces = await _traces.GetAsync(cancellationToken).ConfigureAwait(false);
        return await traces.GetOperationsAsync(service, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _traces.Dispose();

    private ColumnsTraceSource Read(CancellationToken cancellationToken)
    {
        using FileContent content = _folder.Open(SnapshotFolder.Traces, cutIsReadable: true);
        string name = _folder.NameOf(SnapshotFolder.Traces);
        SpanColumnsBuilder columns = new();
        ReadTally tally = new(name);
        if (content.Head.Length > 0
            && TraceDocumentReader.Read(new JsonInput(content.Stream, cancellationToken), columns, tally) is { } instead)
        {
            string what = instead == JsonShape.NotJson ? ContentGuess.Of(new FileHead(content.Head)) : instead;
            throw new SourceException(name, "read traces", $"{name} holds {what}; save the snapshot again.");
        }

        return new ColumnsTraceSource(Uri, columns.Build(), !tally.Incomplete, tally.ToWarnings());
    }
}
