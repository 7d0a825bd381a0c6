using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>A verb cannot go on for a reason that its user can mend.</summary>
public sealed class VerbFailedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    /// <param name="message">What failed, on which input: one line ending in a full stop.</param>
    /// <param name="next">What to do next: one line, or null. May hold the placeholder <c>{kiali}</c>, which each host replaces by how it calls verbs.</param>
    /// <param name="innerException">The cause.</param>
    public VerbFailedException(int exitCode, string message, string? next = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ExitCode = exitCode;
        Next = next;
    }

    /// <summary>The exit code.</summary>
    public int ExitCode { get; }

    /// <summary>What to do next; null when there is nothing to suggest.</summary>
    public string? Next { get; }

    /// <summary>The command line was wrong.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="next">What to do next.</param>
    /// <returns>The exception.</returns>
    public static VerbFailedException Usage(string message, string? next = null) => new(ExitCodes.Usage, message, next);

    /// <summary>What was asked for does not exist.</summary>
    /// <param name="message">What does not exist, and where it was looked for.</param>
    /// <param name="next">What to do next.</param>
    /// <returns>The exception.</returns>
    public static VerbFailedException NotFound(string message, string? next = null) => new(ExitCodes.NotFound, message, next);
}
