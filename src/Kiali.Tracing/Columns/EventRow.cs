namespace Kiali.Tracing.Columns;

/// <summary>One event in the columns.</summary>
internal readonly record struct EventRow(long UnixNano, int Name, int AttributeStart, int AttributeCount);
