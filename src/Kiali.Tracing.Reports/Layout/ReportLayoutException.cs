namespace Kiali.Tracing.Reports.Layout;

/// <summary>A document could not be laid out: something that cannot be split is larger than a page, or a link leads nowhere.</summary>
/// <remarks>The message names the part of the document, its size and the room there is. It is a fault of the document's author, never of the data:
/// long text wraps and tall rows are split.</remarks>
public sealed class ReportLayoutException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What did not fit, where, and what to change.</param>
    public ReportLayoutException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What did not fit, where, and what to change.</param>
    /// <param name="innerException">The cause.</param>
    public ReportLayoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message of its own.</summary>
    public ReportLayoutException()
        : base("The document could not be laid out.")
    {
    }
}
