using Microsoft.CodeAnalysis.CSharp;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>C# code of a cell, compiled and loaded.</summary>
/// <param name="Compilation">What later code builds on.</param>
/// <param name="Run">Runs it over the session's submissions; the result is that of a last expression, or null.</param>
internal sealed record CompiledCell(CSharpCompilation Compilation, Func<object?[], Task<object?>> Run);
