namespace Kiali.Tracing.Columns;

/// <summary>Where the variable parts of one span lie in the columns.</summary>
internal readonly record struct SpanRow(
    int AttributeStart, int AttributeCount, int EventStart, int EventCount, int LinkStart, int LinkCount);
