using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources;

/// <summary>The tags under which Jaeger and Zipkin know what a span has as fields, so that they can be looked for whatever the wire that the span came by.</summary>
internal static class SpanFieldTags
{
    /// <summary>Whether a field of a span stands for a tag.</summary>
    /// <param name="span">The span.</param>
    /// <param name="key">The tag's key, for instance <c>span.kind</c> or <c>error</c>.</param>
    /// <param name="value">The tag's value as text.</param>
    /// <returns>Whether it does.</returns>
    public static bool Has(Span span, string key, string value) => key switch
    {
        OpenTelemetryAttributes.SpanKindTag => span.Kind != SpanKind.Unspecified && span.Kind.ToString().Equals(value, StringComparison.OrdinalIgnoreCase),
        OpenTelemetryAttributes.Error => span.StatusCode == SpanStatusCode.Error && value == "true",
        OpenTelemetryAttributes.StatusCodeTag => span.StatusCode != SpanStatusCode.Unset && span.StatusCode.ToString().Equals(value, StringComparison.OrdinalIgnoreCase),
        OpenTelemetryAttributes.StatusDescriptionTag => Is(span.StatusMessage, value),
        OpenTelemetryAttributes.ScopeName or OpenTelemetryAttributes.LibraryName => Is(span.Scope.Name, value),
        OpenTelemetryAttributes.ScopeVersion or OpenTelemetryAttributes.LibraryVersion => Is(span.Scope.Version, value),
        OpenTelemetryAttributes.TraceStateTag => Is(span.TraceState, value),
        _ => false,
    };

    private static bool Is(string field, string value) => field.Length > 0 && field == value;
}
