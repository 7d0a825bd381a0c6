using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Finds the warnings that Jaeger itself gives a span where it answers with OTLP, which has no field for them: in an attribute.</summary>
internal static class JaegerWarningAttributes
{
    /// <summary>Counts them.</summary>
    /// <param name="columns">The spans.</param>
    /// <param name="tally">Where they are counted.</param>
    public static void Count(SpanColumns columns, ReadTally tally)
    {
        int key = columns.Strings.IndexOf(OpenTelemetryAttributes.JaegerWarnings);
        for (int row = 0; key >= 0 && row < columns.Count; row++)
        {
            if (!columns.TryGetAttribute(row, key, out AttributeValue value))
            {
                continue;
            }

            foreach (AttributeValue warning in value.Kind == AttributeKind.List ? value.List : [value])
            {
                JaegerMapping.AddWarning(tally, warning.ToString());
            }
        }
    }
}
