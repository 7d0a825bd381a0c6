namespace Kiali.Tracing;

/// <summary>The side of a call that a span records, as of OpenTelemetry.</summary>
public enum SpanKind
{
    /// <summary>Not recorded.</summary>
    Unspecified = 0,

    /// <summary>Work inside a process.</summary>
    Internal = 1,

    /// <summary>The callee's side of a synchronous call.</summary>
    Server = 2,

    /// <summary>The caller's side of a synchronous call.</summary>
    Client = 3,

    /// <summary>The sender's side of a message.</summary>
    Producer = 4,

    /// <summary>The receiver's side of a message.</summary>
    Consumer = 5,
}
