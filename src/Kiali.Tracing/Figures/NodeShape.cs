namespace Kiali.Tracing.Figures;

/// <summary>The shape of a graph's node: what it is.</summary>
public enum NodeShape
{
    /// <summary>A square □: a workload.</summary>
    Workload,

    /// <summary>A triangle △: a service.</summary>
    Service,

    /// <summary>A circle ○: neither, or not known.</summary>
    Other,
}
