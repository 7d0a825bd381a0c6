namespace Kiali.Tracing.Sources;

/// <summary>A source could not be reached or read. The message is one line: what failed, on which input, and what to do next.</summary>
public sealed class SourceException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="source">The source, as in its URI, without credentials; or the file.</param>
    /// <param name="operation">What was wanted of it, for instance <c>read traces</c>.</param>
    /// <param name="message">What failed and what to do next; several lines become one.</param>
    /// <param name="isTransient">Whether the same request may succeed later.</param>
    /// <param name="innerException">The cause, for details.</param>
    public SourceException(string source, string operation, string message, bool isTransient = false, Exception? innerException = null)
        : base(message.ReplaceLineEndings(" "), innerException)
    {
        SourceUri = source;
        Operation = operation;
        IsTransient = isTransient;
    }

    /// <summary>The source, as in its URI, without credentials; or the file.</summary>
    public string SourceUri { get; }

    /// <summary>What was wanted of it.</summary>
    public string Operation { get; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; }
}
