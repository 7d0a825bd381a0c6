namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>A part of a cell: C# code, or the line of a verb.</summary>
/// <param name="IsVerb">Whether it is a verb's line.</param>
/// <param name="Text">The C# code, with blank lines for the cell's lines before it; or the verb's line after <c>#!kiali</c>.</param>
/// <param name="Line">The line of the cell that it starts on, from 0.</param>
internal sealed record CellSegment(bool IsVerb, string Text, int Line);
