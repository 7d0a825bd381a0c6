namespace Kiali.Tracing.Tool.Jupyter.Assistance;

/// <summary>One way to go on at the cursor.</summary>
/// <param name="Text">What replaces the word at the cursor.</param>
/// <param name="Kind">What it is, in Jupyter's words: <c>function</c>, <c>class</c>, <c>module</c>, <c>property</c>, <c>instance</c>, <c>keyword</c>.</param>
/// <param name="Signature">What it looks like in full; empty when the text says it all.</param>
internal sealed record CodeCompletion(string Text, string Kind, string Signature);
