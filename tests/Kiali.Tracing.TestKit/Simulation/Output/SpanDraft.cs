using System.Text.Json;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>A span about to be written.</summary>
internal sealed record SpanDraft
{
    public required ulong Id { get; init; }

    /// <summary>0 for a root.</summary>
    public required ulong ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary>OTLP's number: 1 internal, 2 server, 3 client.</summary>
    public required int Kind { get; init; }

    public required long StartNanos { get; init; }

    public required long EndNanos { get; init; }

    /// <summary>Writes the attributes' array elements.</summary>
    public required Action<Utf8JsonWriter> Attributes { get; init; }

    /// <summary>Message of an error status, or null for an unset status.</summary>
    public string? Error { get; init; }

    /// <summary>The exception that made it fail, or null.</summary>
    public ExceptionDraft? Exception { get; init; }
}
