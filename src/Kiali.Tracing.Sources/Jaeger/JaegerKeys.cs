using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Numbers of the tags in which Jaeger keeps what OpenTelemetry has as fields.</summary>
internal sealed class JaegerKeys(SpanColumnsBuilder columns)
{
    public int SpanKind { get; } = columns.AddString(OpenTelemetryAttributes.SpanKindTag);

    public int StatusCode { get; } = columns.AddString(OpenTelemetryAttributes.StatusCodeTag);

    public int StatusDescription { get; } = columns.AddString(OpenTelemetryAttributes.StatusDescriptionTag);

    public int ScopeName { get; } = columns.AddString(OpenTelemetryAttributes.ScopeName);

    public int ScopeVersion { get; } = columns.AddString(OpenTelemetryAttributes.ScopeVersion);

    public int LibraryName { get; } = columns.AddString(OpenTelemetryAttributes.LibraryName);

    public int LibraryVersion { get; } = columns.AddString(OpenTelemetryAttributes.LibraryVersion);

    public int TraceState { get; } = columns.AddString(OpenTelemetryAttributes.TraceStateTag);

    /// <summary>The largest of these numbers, which a new set of columns gives in this order: a larger one is an ordinary tag.</summary>
    public int Last { get; } = columns.AddString(OpenTelemetryAttributes.TraceStateTag);
}
