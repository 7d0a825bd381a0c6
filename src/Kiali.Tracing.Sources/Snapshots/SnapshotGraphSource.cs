using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.KialiGraphs;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Gives a snapshot's graph, as a Kiali server answered it.</summary>
internal sealed class SnapshotGraphSource : IMeshGraphSource, IDisposable
{
    private readonly SnapshotFolder _folder;
    private readonly SnapshotPart<(MeshGraph Graph, bool Complete, ImmutableArray<Warning> Warnings)> _graph;

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The snapshot.</param>
    /// <param name="folder">Its files.</param>
    public SnapshotGraphSource(string uri, SnapshotFolder folder)
    {
        Uri = uri;
        _folder = folder;
        _graph = new(_ => Read());
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange => _folder.Manifest.TimeRange;

    /// <inheritdoc/>
    public string Maker => ReadyGraphs.Maker;

    /// <inheritdoc/>
    public async Task<Answer<MeshGraph>> GetGraphAsync(MeshGraphQuery query, CancellationToken cancellationToken)
    {
        (MeshGraph graph, bool complete, ImmutableArray<Warning> warnings) = await _graph.GetAsync(cancellationToken).ConfigureAwait(false);
        return ReadyGraphs.Answer(graph, query, complete, warnings, Uri);
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();

    private (MeshGraph Graph, bool Complete, ImmutableArray<Warning> Warnings) Read()
    {
        string name = _folder.NameOf(SnapshotFolder.Graph);
        using FileContent content = _folder.Open(SnapshotFolder.Graph, cutIsReadable: false);
        ReadTally tally = new(name);
        MeshGraph graph = KialiGraphFile.Read(content, name, tally);
        return (graph, !tally.Incomplete, tally.ToWarnings());
    }
}
