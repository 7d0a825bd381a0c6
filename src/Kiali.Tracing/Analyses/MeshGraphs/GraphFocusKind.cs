namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>What a graph can be of, when it is of one thing.</summary>
public enum GraphFocusKind
{
    /// <summary>A workload.</summary>
    Workload = 0,

    /// <summary>An app, with all its versions.</summary>
    App = 1,

    /// <summary>A service: who calls it, and who answers.</summary>
    Service = 2,
}
