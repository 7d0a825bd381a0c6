namespace Kiali.Tracing.Reports.Layout;

/// <summary>What of a block fits a height, and what is left.</summary>
/// <param name="Head">The part that fits, null when nothing does.</param>
/// <param name="HeadHeight">The height of that part in points, 0 when there is none.</param>
/// <param name="Tail">What is left for the next page, null when all fits.</param>
internal readonly record struct BlockSplit(LayoutBlock? Head, float HeadHeight, LayoutBlock? Tail)
{
    /// <summary>All of a block fits.</summary>
    public static BlockSplit Whole(LayoutBlock block, float height) => new(block, height, null);

    /// <summary>Nothing of a block fits.</summary>
    public static BlockSplit Nothing(LayoutBlock block) => new(null, 0, block);
}
