using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>A cell of a <see cref="TableRow"/>: lines of text, a tiny picture, or both.</summary>
public sealed record TableCell
{
    /// <summary>The cell without content.</summary>
    public static TableCell Empty { get; } = new();

    /// <summary>Its lines; most have one.</summary>
    public ImmutableArray<TextLine> Lines { get; init; } = [];

    /// <summary>A picture without card and text, shown after the lines; null (the default) has none.</summary>
    public Figure? Figure { get; init; }

    /// <summary>Its background and text colour; null (the default) leaves both to the reader's theme.</summary>
    public Tone? Tone { get; init; }

    /// <summary>What a pointer over it says: the whole id, the exact number; null says nothing.</summary>
    public string? Tooltip { get; init; }

    /// <summary>Where its text leads; shown only for http and https, with the host in the tooltip. Null leads nowhere.</summary>
    public Uri? Link { get; init; }

    /// <summary>Lines that a reader opens below the first one; default none. Plain text leaves them out.</summary>
    public ImmutableArray<TextLine> Folded { get; init; } = [];

    /// <summary>How many columns it spans; default 1.</summary>
    public int ColumnSpan { get; init; } = 1;

    /// <summary>Whether it names its row. Default no.</summary>
    public bool IsHeader { get; init; }

    /// <summary>Plain text as a cell.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator TableCell(string text) => FromString(text);

    /// <summary>One run as a cell.</summary>
    /// <param name="run">The run.</param>
    public static implicit operator TableCell(TextRun run) => Of(run);

    /// <summary>One line as a cell.</summary>
    /// <param name="line">The line.</param>
    public static implicit operator TableCell(TextLine line) => Of(line);

    /// <summary>Plain text as a cell.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cell.</returns>
    public static TableCell FromString(string text) => text.Length == 0 ? Empty : Of(text);

    /// <summary>One run as a cell.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The cell.</returns>
    public static TableCell FromTextRun(TextRun run) => Of(run);

    /// <summary>One line as a cell.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The cell.</returns>
    public static TableCell FromTextLine(TextLine line) => Of(line);

    /// <summary>Lines as a cell.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The cell.</returns>
    public static TableCell Of(params ReadOnlySpan<TextLine> lines) => new() { Lines = [.. lines] };

    /// <summary>A picture as a cell.</summary>
    /// <param name="figure">The picture, without card and text.</param>
    /// <returns>The cell.</returns>
    public static TableCell Of(Figure figure) => new() { Figure = figure };

    /// <summary>A line on a background, bold, as marks are: <c>✕ 10</c> on pink.</summary>
    /// <param name="text">The text, with its sign.</param>
    /// <param name="tone">The background and text colour.</param>
    /// <returns>The cell.</returns>
    public static TableCell Marked(string text, Tone tone) => new() { Lines = [TextRun.Strong(text)], Tone = tone };
}
