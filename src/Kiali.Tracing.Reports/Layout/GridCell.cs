using System.Collections.Immutable;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>One cell of a table.</summary>
internal sealed record GridCell
{
    /// <summary>Creates a cell from styled text.</summary>
    public GridCell(params ImmutableArray<TextSpan> spans) => Spans = spans;

    /// <summary>Creates a cell from text in one style.</summary>
    public GridCell(string text, TextStyle style)
        : this([new TextSpan(text, style)])
    {
    }

    /// <summary>The text.</summary>
    public ImmutableArray<TextSpan> Spans { get; }

    /// <summary>Where lines stand; the column's when null.</summary>
    public TextAlign? Align { get; init; }

    /// <summary>The ground of this cell alone, null for the row's.</summary>
    public SKColor? Ground { get; init; }

    /// <summary>An anchor whose page number is the cell's text, in the style of its (empty) text; null for an ordinary cell.</summary>
    public string? PageOf { get; init; }

    /// <summary>An anchor that a click on the cell leads to.</summary>
    public string? LinkTo { get; init; }

    /// <summary>How many columns it takes.</summary>
    public int ColumnSpan { get; init; } = 1;

    /// <summary>An address on the web that a click on the cell leads to; null for none.</summary>
    public Uri? Url { get; init; }

    /// <summary>A small picture drawn in the cell's rectangle, below the padding and behind the text; null for none.</summary>
    public Action<DrawContext, SKRect>? Picture { get; init; }

    /// <summary>How many lines it may have; the column's when null.</summary>
    public int? MaximumLines { get; init; }

    /// <summary>The least width of a column fitted to its content, in points; the picture's width, for one.</summary>
    public float MinimumWidth { get; init; }

    /// <summary>The height that the picture needs in points.</summary>
    public float PictureHeight { get; init; }
}
