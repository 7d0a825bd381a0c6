namespace Kiali.Tracing.Json;

/// <summary>The words that the JSON contract and the frames use for kinds, statuses and reasons.</summary>
public static class ContractWords
{
    /// <summary>The word of a span's kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>For instance <c>server</c>; <c>unspecified</c> when not recorded.</returns>
    public static string Of(SpanKind kind) => kind switch
    {
        SpanKind.Internal => "internal",
        SpanKind.Server => "server",
        SpanKind.Client => "client",
        SpanKind.Producer => "producer",
        SpanKind.Consumer => "consumer",
        _ => "unspecified",
    };

    /// <summary>The word of a status.</summary>
    /// <param name="code">The status.</param>
    /// <returns><c>unset</c>, <c>ok</c> or <c>error</c>.</returns>
    public static string Of(SpanStatusCode code) => code switch
    {
        SpanStatusCode.Ok => "ok",
        SpanStatusCode.Error => "error",
        _ => "unset",
    };

    /// <summary>The word of an error's reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns><c>status</c>, <c>error-tag</c>, <c>http</c> or <c>grpc</c>; null for none.</returns>
    public static string? Of(ErrorReason reason) => reason switch
    {
        ErrorReason.Status => "status",
        ErrorReason.ErrorTag => "error-tag",
        ErrorReason.Http => "http",
        ErrorReason.Grpc => "grpc",
        _ => null,
    };

    /// <summary>The word of a direction.</summary>
    /// <param name="direction">The direction.</param>
    /// <returns><c>inbound</c> or <c>outbound</c>.</returns>
    public static string Of(TrafficDirection direction) => direction == TrafficDirection.Inbound ? "inbound" : "outbound";
}
