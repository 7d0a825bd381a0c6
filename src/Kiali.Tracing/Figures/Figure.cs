using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>A picture as data: marks on panels. Drawn alike as SVG, PNG and in a PDF, by renderers that know marks and no feature.</summary>
/// <param name="Width">Width, px; 960 for a picture of its own, 60 to 170 for one inside a table row.</param>
/// <param name="Height">Height, px; more rows or nodes grow it, never the width.</param>
public sealed record Figure(double Width, double Height)
{
    /// <summary>The width of every picture that stands on its own, px.</summary>
    public const double FullWidth = 960;

    /// <summary>What the picture is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What the picture shows, in a sentence with its numbers: the alternative text, and the picture's line in plain text.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the picture brings its own white card with a border. Default yes; no for pictures inside a table row,
    /// which have no text either and must read on light and dark.</summary>
    public bool Card { get; init; } = true;

    /// <summary>The panels, in drawing order.</summary>
    public ImmutableArray<Panel> Panels { get; init; } = [];
}
