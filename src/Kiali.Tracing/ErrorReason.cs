namespace Kiali.Tracing;

/// <summary>Which part of the error rule says that a span failed.</summary>
public enum ErrorReason
{
    /// <summary>None: the span is well.</summary>
    None = 0,

    /// <summary>The status is <see cref="SpanStatusCode.Error"/>.</summary>
    Status = 1,

    /// <summary>The attribute <c>error</c> is true.</summary>
    ErrorTag = 2,

    /// <summary>The HTTP status is 5xx, or there was no response and a response flag says why.</summary>
    Http = 3,

    /// <summary>The gRPC status is a server's failure, or any failure on a client.</summary>
    Grpc = 4,
}
