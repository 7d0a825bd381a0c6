using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>Gives the graph of a file that a Kiali server's answer was saved to.</summary>
/// <param name="uri">The file.</param>
/// <param name="graph">Its graph.</param>
/// <param name="complete">Whether all of it could be read.</param>
/// <param name="warnings">What could not.</param>
internal sealed class KialiGraphFileSource(string uri, MeshGraph graph, bool complete, ImmutableArray<Warning> warnings) : IMeshGraphSource
{
    /// <inheritdoc/>
    public string Uri => uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => graph.Window;

    /// <inheritdoc/>
    public string Maker => ReadyGraphs.Maker;

    /// <inheritdoc/>
    public Task<Answer<MeshGraph>> GetGraphAsync(MeshGraphQuery query, CancellationToken cancellationToken)
        => Task.FromResult(ReadyGraphs.Answer(graph, query, complete, warnings, Uri));
}
