namespace Kiali.Tracing.Mapping;

/// <summary>Whose a span is, and what told so.</summary>
/// <remarks>A waypoint records spans of the workloads on its two sides: there the pod that recorded is another than the workload's.</remarks>
public sealed record SpanOwner
{
    /// <summary>The owner of a span that says nothing.</summary>
    public static SpanOwner Unknown { get; } = new();

    /// <summary>The workload; null when it is not known.</summary>
    public WorkloadRef? Workload { get; init; }

    /// <summary>What told the workload.</summary>
    public WorkloadEvidence Evidence { get; init; }

    /// <summary>The workload's namespace; where the workload is not known, the one that the span names, else null.</summary>
    public string? Namespace { get; init; }

    /// <summary>The workload's pod; null when it is not known.</summary>
    public string? Pod { get; init; }

    /// <summary>The app: the canonical service, the service map's, or the first part of a service name <c>app.namespace</c>; null when it is not known.</summary>
    public string? App { get; init; }

    /// <summary>The version: the canonical revision, as recorded; null when it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>The pod that recorded the span; null when it is not known.</summary>
    public string? RecordingPod { get; init; }

    /// <summary>The namespace of whatever recorded the span; null when it is not known.</summary>
    public string? RecordingNamespace { get; init; }
}
