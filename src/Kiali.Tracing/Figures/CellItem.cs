using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>One cell of a <see cref="CellsMark"/>.</summary>
/// <param name="Row">Its row, from 0 at the top.</param>
/// <param name="Column">Its column, from 0 at the left.</param>
/// <param name="Tone">Its ground, and the colour of its sign and text.</param>
public readonly record struct CellItem(int Row, int Column, Tone Tone)
{
    /// <summary>Its sign; default none.</summary>
    public CellSign Sign { get; init; }

    /// <summary>Its edge, px inside; null (the default) draws none.</summary>
    public Stroke? Edge { get; init; }

    /// <summary>Its lines of text, centred, first bold ones included; default none.</summary>
    public ImmutableArray<TextLine> Lines { get => field.IsDefault ? [] : field; init; }

    /// <summary>What a pointer over it says, where the host can; null says nothing.</summary>
    public string? Label { get; init; }
}
