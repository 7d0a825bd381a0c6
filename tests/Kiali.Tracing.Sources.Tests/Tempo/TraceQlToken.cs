namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>A token of TraceQL: its kind, its text, and for literals the value.</summary>
/// <param name="Kind"><c>sign</c>, <c>word</c>, <c>attribute</c>, <c>string</c>, <c>int</c>, <c>float</c>, <c>duration</c> or <c>end</c>.</param>
/// <param name="Text">The text; of an attribute its key, of a string its value.</param>
/// <param name="Scope">Of an attribute: <c>span</c> or <c>resource</c>.</param>
internal readonly record struct TraceQlToken(string Kind, string Text, string Scope = "");
