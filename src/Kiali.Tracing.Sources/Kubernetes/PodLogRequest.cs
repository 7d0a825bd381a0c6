namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Which lines of a container are read.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
/// <param name="LimitBytes">The most bytes, at least 1; the server cuts there, even within a line.</param>
internal sealed record PodLogRequest(string Namespace, string Pod, string Container, long LimitBytes)
{
    /// <summary>The earliest line, Unix nanoseconds; the server counts whole seconds, rounded down. Null for the first there is.</summary>
    public long? SinceUnixNano { get; init; }

    /// <summary>The last so many lines only, counted before the earliest time is; null for all.</summary>
    public int? TailLines { get; init; }

    /// <summary>Whether the container's previous run is meant.</summary>
    public bool Previous { get; init; }
}
