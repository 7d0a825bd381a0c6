namespace Kiali.Tracing.Graphs;

/// <summary>What a node of a mesh graph is.</summary>
public enum NodeType
{
    /// <summary>Neither is known: traffic from outside the mesh.</summary>
    Unknown = 0,

    /// <summary>A workload.</summary>
    Workload = 1,

    /// <summary>An app, or a version of it.</summary>
    App = 2,

    /// <summary>A service: between caller and callee, or called without an answer.</summary>
    Service = 3,
}
