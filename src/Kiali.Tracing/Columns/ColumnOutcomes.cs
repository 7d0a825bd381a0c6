using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Columns;

/// <summary>Tells which spans of columns failed, without making a view of each: the attributes' keys are looked up once.</summary>
internal sealed class ColumnOutcomes(SpanColumns columns)
{
    private readonly int _error = columns.Strings.IndexOf(OpenTelemetryAttributes.Error);
    private readonly int _httpResponseStatus = columns.Strings.IndexOf(OpenTelemetryAttributes.HttpResponseStatusCode);
    private readonly int _httpStatus = columns.Strings.IndexOf(OpenTelemetryAttributes.HttpStatusCode);
    private readonly int _responseFlags = columns.Strings.IndexOf(EnvoyAttributes.ResponseFlags);
    private readonly int _grpcStatus = columns.Strings.IndexOf(OpenTelemetryAttributes.GrpcStatusCode);
    private readonly int _envoyGrpcStatus = columns.Strings.IndexOf(EnvoyAttributes.GrpcStatusCode);

    /// <summary>What the attributes of a span say.</summary>
    public SpanOutcome OutcomeOf(int row) => new(
        columns.TryGetAttribute(row, _error, out AttributeValue error) && error.IsTrue(),
        Integer(row, _httpResponseStatus) ?? Integer(row, _httpStatus),
        SpanOutcome.FlagsIn(columns.TryGetAttribute(row, _responseFlags, out AttributeValue flags) ? flags.ToString() : null),
        Integer(row, _grpcStatus) ?? Integer(row, _envoyGrpcStatus));

    /// <summary>Whether a span failed, by <see cref="SpanErrors"/>.</summary>
    public bool Failed(int row)
    {
        SpanStatusCode status = (SpanStatusCode)columns.StatusCodes[row];
        return status switch
        {
            SpanStatusCode.Ok => false,
            SpanStatusCode.Error => true,
            _ => SpanErrors.ReasonOf(status, (SpanKind)columns.Kinds[row], OutcomeOf(row)) != ErrorReason.None,
        };
    }

    private long? Integer(int row, int key)
        => key >= 0 && columns.TryGetAttribute(row, key, out AttributeValue value) && value.TryGetInteger(out long integer) ? integer : null;
}
