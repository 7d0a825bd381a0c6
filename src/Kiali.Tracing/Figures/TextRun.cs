namespace Kiali.Tracing.Figures;

/// <summary>A piece of text in one look. The text is plain: each renderer encodes it for where it goes.</summary>
/// <param name="Text">The text, as it came; may hold anything. Line feeds are shown as spaces: a line is a <see cref="TextLine"/>.</param>
public sealed record TextRun(string Text)
{
    /// <summary>Bold. Default no.</summary>
    public bool Bold { get; init; }

    /// <summary>Italic, for what is folded. Default no.</summary>
    public bool Italic { get; init; }

    /// <summary>In the monospaced face: ids, commands, log lines. Default no.</summary>
    public bool Mono { get; init; }

    /// <summary>The text colour; null takes that of the mark or cell around it.</summary>
    /// <remarks>In a view it counts only inside a cell that has a background: elsewhere the reader's theme decides.</remarks>
    public Rgb? Color { get; init; }

    /// <summary>Plain text as a run.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator TextRun(string text) => new(text);

    /// <summary>Plain text as a run.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The run.</returns>
    public static TextRun FromString(string text) => new(text);

    /// <summary>Bold text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The run.</returns>
    public static TextRun Strong(string text) => new(text) { Bold = true };

    /// <summary>Monospaced text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The run.</returns>
    public static TextRun Code(string text) => new(text) { Mono = true };

    /// <summary>Coloured text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="color">Its colour.</param>
    /// <returns>The run.</returns>
    public static TextRun Colored(string text, Rgb color) => new(text) { Color = color };
}
