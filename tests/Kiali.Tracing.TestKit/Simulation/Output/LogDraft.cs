using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>One line that a container wrote.</summary>
/// <param name="TimeNanos">When the container runtime took it, Unix nanoseconds.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">Name of its container.</param>
/// <param name="Body">The line, without a line end.</param>
/// <param name="Stream"><c>stdout</c> or <c>stderr</c>.</param>
internal sealed record LogDraft(long TimeNanos, MeshPod Pod, string Container, string Body, string Stream = "stdout");
