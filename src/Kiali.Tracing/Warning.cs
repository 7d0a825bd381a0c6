namespace Kiali.Tracing;

/// <summary>Something that a reader or an analysis could not use, changed, or left out, and how often.</summary>
/// <param name="Code">A stable word for programs, kebab-case, for instance <c>orphan-span</c>.</param>
/// <param name="Message">One sentence for people: what happened and, where there is something to do, what.</param>
/// <param name="Count">How often it happened; at least 1.</param>
/// <param name="Source">The source, file or trace it concerns; null when it concerns the whole result.</param>
public sealed record Warning(string Code, string Message, long Count = 1, string? Source = null);
