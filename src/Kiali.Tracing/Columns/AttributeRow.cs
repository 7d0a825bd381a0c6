namespace Kiali.Tracing.Columns;

/// <summary>One attribute in the columns: key and, for text, value are numbers of strings.</summary>
internal readonly record struct AttributeRow(int Key, AttributeKind Kind, long Bits);
