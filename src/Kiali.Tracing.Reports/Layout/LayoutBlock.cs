using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>A rectangular part of a document: it says how high it is in a width, can be split between pages, and draws itself.</summary>
/// <remarks>All lengths are points (1/72 inch). A block is immutable: splitting returns new blocks.</remarks>
internal abstract class LayoutBlock
{
    /// <summary>A difference in height too small to matter.</summary>
    protected const float Tolerance = 0.01f;

    /// <summary>The gap above the block; ignored at the top of a page and of a stack.</summary>
    public float SpaceBefore { get; init; }

    /// <summary>Whether the block must not stand last on a page when something follows it.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>The name by which links and the contents find the block; null when none do.</summary>
    public string? Anchor { get; init; }

    /// <summary>What the block is, for the message when it does not fit.</summary>
    public virtual string Description => GetType().Name;

    /// <summary>Whether the block only ends pages, so that alone it needs none.</summary>
    public virtual bool IsBlank => false;

    /// <summary>The height the block takes in a width.</summary>
    public abstract float Measure(FontLibrary fonts, float width);

    /// <summary>Divides the block at a height.</summary>
    /// <param name="fonts">The document's faces.</param>
    /// <param name="width">The width it has.</param>
    /// <param name="height">The height it has.</param>
    /// <param name="force">Whether the area is as large as areas get, so that what can be split at all must be split now.</param>
    public virtual BlockSplit Split(FontLibrary fonts, float width, float height, bool force)
    {
        float needed = Measure(fonts, width);
        return needed <= height + Tolerance ? BlockSplit.Whole(this, needed) : BlockSplit.Nothing(this);
    }

    /// <summary>Draws the block.</summary>
    /// <param name="context">Where and with what.</param>
    /// <param name="area">The block's rectangle on the page.</param>
    public abstract void Draw(DrawContext context, SKRect area);

    /// <summary>Reports the anchors in the block with their distance from the page's top.</summary>
    public virtual void CollectAnchors(FontLibrary fonts, SKRect area, Action<string, float> found)
    {
        if (Anchor is not null)
        {
            found(Anchor, area.Top);
        }
    }
}
