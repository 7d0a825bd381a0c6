namespace Kiali.Tracing;

/// <summary>The one rule that says whether a span failed, for every view.</summary>
/// <remarks>
/// In this order: status Ok is well; status Error; attribute <c>error</c> true; HTTP 5xx on either side, or no HTTP status (0 or absent) with a response flag
/// other than <c>-</c> (4xx never); gRPC 2, 4, 12, 13, 14, 15 on a server, any but 0 on another side.
/// </remarks>
public static class SpanErrors
{
    private const string Unexplained = "error";

    /// <summary>Why a span counts as failed.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The first part of the rule that holds; <see cref="ErrorReason.None"/> for a span that is well.</returns>
    public static ErrorReason ReasonOf(Span span) => span.StatusCode switch
    {
        SpanStatusCode.Ok => ErrorReason.None,
        SpanStatusCode.Error => ErrorReason.Status,
        _ => ReasonOf(span.StatusCode, span.Kind, SpanOutcome.Of(span)),
    };

    /// <summary>Why a span with these facts counts as failed.</summary>
    /// <param name="status">What the instrumentation set.</param>
    /// <param name="kind">The side of the call.</param>
    /// <param name="attributes">The span's attributes.</param>
    /// <returns>The first part of the rule that holds; <see cref="ErrorReason.None"/> for a span that is well.</returns>
    public static ErrorReason ReasonOf(SpanStatusCode status, SpanKind kind, AttributeSet attributes)
        => ReasonOf(status, kind, SpanOutcome.Of(attributes));

    /// <summary>Why a span with this outcome counts as failed.</summary>
    /// <param name="status">What the instrumentation set.</param>
    /// <param name="kind">The side of the call.</param>
    /// <param name="outcome">What the span's attributes say.</param>
    /// <returns>The first part of the rule that holds; <see cref="ErrorReason.None"/> for a span that is well.</returns>
    public static ErrorReason ReasonOf(SpanStatusCode status, SpanKind kind, SpanOutcome outcome)
    {
        switch (status)
        {
            case SpanStatusCode.Ok:
                return ErrorReason.None;
            case SpanStatusCode.Error:
                return ErrorReason.Status;
        }

        if (outcome.HasErrorTag)
        {
            return ErrorReason.ErrorTag;
        }

        if (outcome.HttpStatus is >= 500 and < 600 || (outcome.HttpStatus is null or 0 && outcome.ResponseFlags is not null))
        {
            return ErrorReason.Http;
        }

        bool failed = kind == SpanKind.Server
            ? outcome.GrpcStatus is 2 or 4 or 12 or 13 or 14 or 15
            : outcome.GrpcStatus is not (null or 0);
        return failed ? ErrorReason.Grpc : ErrorReason.None;
    }

    /// <summary>What a failed span's status column says.</summary>
    /// <param name="outcome">What the span's attributes say.</param>
    /// <returns>The code with its flags, for instance <c>504 UT</c>; <c>error</c> when no code says so.</returns>
    public static string TextOf(SpanOutcome outcome) => outcome.SaysFailure ? outcome.Text : Unexplained;
}
