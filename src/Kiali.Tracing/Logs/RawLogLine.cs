namespace Kiali.Tracing.Logs;

/// <summary>A log line as its container wrote it.</summary>
/// <param name="UnixNano">When the container runtime received it, Unix nanoseconds.</param>
/// <param name="Workload">The workload it belongs to.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
/// <param name="Role">What the container is.</param>
/// <param name="Body">The line itself, without its line end.</param>
public sealed record RawLogLine(long UnixNano, WorkloadRef Workload, string Pod, string Container, ContainerRole Role, string Body)
{
    /// <summary>What came beside the line, for instance <c>trace_id</c> and <c>severity_text</c> of an OpenTelemetry SDK; empty when nothing did.</summary>
    public AttributeSet Attributes { get; init; } = AttributeSet.Empty;
}
