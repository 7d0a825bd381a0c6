using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing;

/// <summary>The one rule that says whether a span failed, for every view.</summary>
/// <remarks>
/// In this order: status Ok is well; status Error; attribute <c>error</c> true; HTTP 5xx on either side, or no HTTP status (0 or absent) with a response flag
/// other than <c>-</c> (4xx never); gRPC 2, 4, 12, 13, 14, 15 on a server, any but 0 on another side.
/// </remarks>
public static class SpanErrors
{
    /// <summary>Why a span counts as failed.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The first part of the rule that holds; <see cref="ErrorReason.None"/> for a span that is well.</returns>
    public static ErrorReason ReasonOf(Span span) => ReasonOf(span.StatusCode, span.Kind, span.Attributes);

    /// <summary>Why a span with these facts counts as failed.</summary>
    /// <param name="status">What the instrumentation set.</param>
    /// <param name="kind">The side of the call.</param>
    /// <param name="attributes">The span's attributes.</param>
    /// <returns>The first part of the rule that holds; <see cref="ErrorReason.None"/> for a span that is well.</returns>
    public static ErrorReason ReasonOf(SpanStatusCode status, SpanKind kind, AttributeSet attributes)
    {
        switch (status)
        {
            case SpanStatusCode.Ok:
                return ErrorReason.None;
            case SpanStatusCode.Error:
                return ErrorReason.Status;
        }

        if (attributes.TryGet(OpenTelemetryAttributes.Error, out AttributeValue error) && error.IsTrue())
        {
            return ErrorReason.ErrorTag;
        }

        long? http = attributes.GetInteger(OpenTelemetryAttributes.HttpResponseStatusCode)
            ?? attributes.GetInteger(OpenTelemetryAttributes.HttpStatusCode);
        if (http is >= 500 and < 600 || (http is null or 0 && HasResponseFlag(attributes)))
        {
            return ErrorReason.Http;
        }

        long? grpc = attributes.GetInteger(OpenTelemetryAttributes.GrpcStatusCode) ?? attributes.GetInteger(EnvoyAttributes.GrpcStatusCode);
        bool failed = kind == SpanKind.Server ? grpc is 2 or 4 or 12 or 13 or 14 or 15 : grpc is not (null or 0);
        return failed ? ErrorReason.Grpc : ErrorReason.None;
    }

    private static bool HasResponseFlag(AttributeSet attributes)
        => attributes.GetText(EnvoyAttributes.ResponseFlags) is { Length: > 0 } flags && flags != "-";
}
