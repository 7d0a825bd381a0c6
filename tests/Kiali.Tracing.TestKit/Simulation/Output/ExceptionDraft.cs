namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>An exception, for a span's event and for a log's stack trace.</summary>
/// <param name="Type">Name of the exception's type.</param>
/// <param name="Message">What it says.</param>
/// <param name="AtNanos">When it was raised.</param>
/// <param name="Frames">Stack frames as the language prints them, innermost first, without indentation.</param>
internal sealed record ExceptionDraft(string Type, string Message, long AtNanos, IReadOnlyList<string> Frames);
