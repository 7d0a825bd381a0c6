using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Formatting;

/// <summary>Says in one line what happened in a span's event.</summary>
public static class SpanEventText
{
    /// <summary>The event's name and its message.</summary>
    /// <param name="item">The event.</param>
    /// <returns>For instance <c>exception: Read timed out</c>; the name alone when there is no message.</returns>
    public static string Of(SpanEvent item)
    {
        string? message = item.Attributes.GetText(OpenTelemetryAttributes.ExceptionMessage)
            ?? item.Attributes.GetText(OpenTelemetryAttributes.EventMessage)
            ?? item.Attributes.GetText(OpenTelemetryAttributes.ExceptionType);
        return string.IsNullOrEmpty(message) ? item.Name : item.Name.Length == 0 ? message : $"{item.Name}: {message}";
    }
}
