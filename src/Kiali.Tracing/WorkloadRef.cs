namespace Kiali.Tracing;

/// <summary>Names a workload: a Deployment, StatefulSet, or another owner of pods.</summary>
/// <remarks>Equality is of all three parts; an unknown cluster is null and equals only null. Use <see cref="Matches"/> where one side may not know its cluster.</remarks>
/// <param name="Cluster">The mesh's name of the cluster, for instance <c>Kubernetes</c>; null when unknown.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The workload's name, for instance <c>reviews-v3</c>.</param>
public sealed record WorkloadRef(string? Cluster, string Namespace, string Name) : IComparable<WorkloadRef>
{
    /// <summary>Whether both name the same workload, where an unknown cluster agrees with every cluster.</summary>
    /// <param name="other">The other name.</param>
    /// <returns>Whether they agree.</returns>
    public bool Matches(WorkloadRef other)
        => Name == other.Name && Namespace == other.Namespace && (Cluster is null || other.Cluster is null || Cluster == other.Cluster);

    /// <summary>Orders by cluster, namespace and name, ordinally; an unknown cluster comes first.</summary>
    /// <param name="other">The other name.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(WorkloadRef? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = string.CompareOrdinal(Cluster, other.Cluster);
        order = order != 0 ? order : string.CompareOrdinal(Namespace, other.Namespace);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>The name with its namespace.</summary>
    /// <returns>For instance <c>reviews-v3.bookinfo</c>.</returns>
    public override string ToString() => $"{Name}.{Namespace}";

    /// <summary>Whether the left comes first.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(WorkloadRef left, WorkloadRef right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left comes last.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(WorkloadRef left, WorkloadRef right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left does not come last.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(WorkloadRef left, WorkloadRef right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left does not come first.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(WorkloadRef left, WorkloadRef right) => left.CompareTo(right) >= 0;
}
