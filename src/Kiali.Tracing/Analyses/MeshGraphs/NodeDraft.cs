namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>A node while edges are being added to it.</summary>
internal sealed class NodeDraft(NodeIdentity identity)
{
    public NodeIdentity Identity => identity;

    public List<TrafficSum> Incoming { get; } = [];

    public List<TrafficSum> Outgoing { get; } = [];
}
