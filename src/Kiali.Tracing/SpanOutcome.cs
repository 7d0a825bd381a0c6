using System.Globalization;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing;

/// <summary>What a span's attributes say about how its call ended.</summary>
/// <param name="HasErrorTag">Whether the attribute <c>error</c> is true.</param>
/// <param name="HttpStatus">The HTTP status; 0 when a proxy saw no response, null when not recorded.</param>
/// <param name="ResponseFlags">Envoy's response flags, for instance <c>UT</c>; null for none.</param>
/// <param name="GrpcStatus">The gRPC status; null when not recorded.</param>
public readonly record struct SpanOutcome(bool HasErrorTag, long? HttpStatus, string? ResponseFlags, long? GrpcStatus)
{
    private const string NoFlags = "-";

    /// <summary>The outcome as a table shows it: <c>200</c>, <c>504 UT</c>, <c>0 DC</c>, <c>grpc 14</c>; empty when nothing was recorded.</summary>
    public string Text
    {
        get
        {
            string? code = (GrpcStatus, HttpStatus) switch
            {
                (not null and not 0, _) => string.Create(CultureInfo.InvariantCulture, $"grpc {GrpcStatus}"),
                (_, not null) => HttpStatus.Value.ToString(CultureInfo.InvariantCulture),
                (0, _) => "grpc 0",
                _ => ResponseFlags is null ? null : "0",
            };
            return code is null ? string.Empty : ResponseFlags is null ? code : $"{code} {ResponseFlags}";
        }
    }

    /// <summary>Whether the codes alone say that the call did not go well: an HTTP status from 400, response flags, or a gRPC status.</summary>
    public bool SaysFailure => HttpStatus >= 400 || ResponseFlags is not null || GrpcStatus is not (null or 0);

    /// <summary>Reads the outcome of a span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>What its attributes say.</returns>
    public static SpanOutcome Of(Span span) => Of(span.Attributes);

    /// <summary>Reads the outcome out of a span's attributes.</summary>
    /// <param name="attributes">The attributes.</param>
    /// <returns>What they say.</returns>
    public static SpanOutcome Of(AttributeSet attributes) => new(
        attributes.TryGet(OpenTelemetryAttributes.Error, out AttributeValue error) && error.IsTrue(),
        attributes.GetInteger(OpenTelemetryAttributes.HttpResponseStatusCode) ?? attributes.GetInteger(OpenTelemetryAttributes.HttpStatusCode),
        FlagsIn(attributes.GetText(EnvoyAttributes.ResponseFlags)),
        attributes.GetInteger(OpenTelemetryAttributes.GrpcStatusCode) ?? attributes.GetInteger(EnvoyAttributes.GrpcStatusCode));

    /// <summary>Response flags without Envoy's word for none.</summary>
    /// <param name="text">The attribute's text.</param>
    /// <returns>The flags, or null for none.</returns>
    internal static string? FlagsIn(string? text) => string.IsNullOrEmpty(text) || text == NoFlags ? null : text;
}
