namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>An example in a verb's help.</summary>
/// <param name="Line">The line without <c>#!kiali</c> or <c>kiali-tracing</c>; it runs on the sample.</param>
/// <param name="Explanation">What it is for.</param>
public sealed record VerbExample(string Line, string Explanation);
