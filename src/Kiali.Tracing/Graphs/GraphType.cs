namespace Kiali.Tracing.Graphs;

/// <summary>What the nodes of a mesh graph stand for.</summary>
public enum GraphType
{
    /// <summary>Workloads. The default.</summary>
    Workload = 0,

    /// <summary>Apps, all their versions together.</summary>
    App = 1,

    /// <summary>Apps, a node a version.</summary>
    VersionedApp = 2,

    /// <summary>Services.</summary>
    Service = 3,
}
