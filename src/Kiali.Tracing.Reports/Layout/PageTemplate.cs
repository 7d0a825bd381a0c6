using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>What all pages have in common. Lengths are points.</summary>
internal sealed record PageTemplate
{
    /// <summary>The paper; A4 by default.</summary>
    public SKSize Size { get; init; } = new(595, 842);

    /// <summary>The room at the left and right edge.</summary>
    public float SideMargin { get; init; } = 51;

    /// <summary>Where the text begins.</summary>
    public float Top { get; init; } = 46;

    /// <summary>Where the text ends at the latest.</summary>
    public float Bottom { get; init; } = 796;

    /// <summary>What stands at the head of every page, null for nothing.</summary>
    public LayoutBlock? Header { get; init; }

    /// <summary>Where the head begins.</summary>
    public float HeaderTop { get; init; } = 24;

    /// <summary>What stands at the foot of every page, null for nothing.</summary>
    public LayoutBlock? Footer { get; init; }

    /// <summary>Where the foot begins.</summary>
    public float FooterTop { get; init; } = 806;

    /// <summary>The rectangle of the text.</summary>
    public SKRect Body => new(SideMargin, Top, Size.Width - SideMargin, Bottom);
}
