namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>A tag as read: text is a number of the columns' strings, other values are as they are.</summary>
/// <param name="Key">The key, a number of the columns' strings.</param>
/// <param name="Text">The text's number; −1 when <paramref name="Value"/> holds the value.</param>
/// <param name="Value">The value, unless it is text.</param>
internal readonly record struct JaegerTag(int Key, int Text, AttributeValue Value);
