namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>One line that an application wrote.</summary>
/// <param name="AtNanos">When it wrote it, Unix nanoseconds.</param>
/// <param name="Text">The line, without a line end.</param>
/// <param name="Stream"><c>stdout</c> or <c>stderr</c>.</param>
internal sealed record ApplicationLine(long AtNanos, string Text, string Stream = "stdout");
