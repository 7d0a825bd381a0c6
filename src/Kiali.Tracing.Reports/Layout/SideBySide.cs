using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>Blocks side by side, tops aligned.</summary>
internal sealed class SideBySide : LayoutBlock
{
    private readonly LayoutBlock[] _children;
    private readonly float[] _weights;
    private readonly float _gap;

    /// <summary>Creates columns.</summary>
    /// <param name="gap">The room between two columns in points.</param>
    /// <param name="columns">Each column with its share of the width.</param>
    public SideBySide(float gap, params (float Weight, LayoutBlock Block)[] columns)
    {
        _gap = gap;
        _weights = [.. columns.Select(column => column.Weight)];
        _children = [.. columns.Select(column => column.Block)];
    }

    private SideBySide(SideBySide whole, LayoutBlock[] children, bool isHead)
    {
        _gap = whole._gap;
        _weights = whole._weights;
        _children = children;
        SpaceBefore = whole.SpaceBefore;
        KeepWithNext = whole.KeepWithNext;
        Anchor = isHead ? whole.Anchor : null;
    }

    public override string Description =>
        _children.Length == 0 ? "columns without content" : $"the columns that begin with {_children[0].Description}";

    public override float Measure(FontLibrary fonts, float width) =>
        Widths(width).Select((column, i) => _children[i].Measure(fonts, column)).DefaultIfEmpty().Max();

    public override BlockSplit Split(FontLibrary fonts, float width, float height, bool force)
    {
        float[] widths = Widths(width);
        BlockSplit[] parts = [.. _children.Select((child, i) => child.Split(fonts, widths[i], height, force))];
        if (parts.Any(part => part.Head is null))
        {
            return BlockSplit.Nothing(this);
        }

        float used = parts.Select(part => part.HeadHeight).DefaultIfEmpty().Max();
        if (parts.All(part => part.Tail is null))
        {
            return BlockSplit.Whole(this, used);
        }

        return new BlockSplit(
            new SideBySide(this, [.. parts.Select(part => part.Head!)], isHead: true),
            used,
            new SideBySide(this, [.. parts.Select(part => part.Tail ?? new Space(0))], isHead: false));
    }

    public override void Draw(DrawContext context, SKRect area)
    {
        foreach ((LayoutBlock child, SKRect place) in Places(context.Fonts, area))
        {
            child.Draw(context, place);
        }
    }

    public override void CollectAnchors(FontLibrary fonts, SKRect area, Action<string, float> found)
    {
        base.CollectAnchors(fonts, area, found);
        foreach ((LayoutBlock child, SKRect place) in Places(fonts, area))
        {
            child.CollectAnchors(fonts, place, found);
        }
    }

    private IEnumerable<(LayoutBlock Child, SKRect Place)> Places(FontLibrary fonts, SKRect area)
    {
        float[] widths = Widths(area.Width);
        float x = area.Left;
        for (int i = 0; i < _children.Length; i++)
        {
            yield return (_children[i], SKRect.Create(x, area.Top, widths[i], _children[i].Measure(fonts, widths[i])));
            x += widths[i] + _gap;
        }
    }

    private float[] Widths(float width)
    {
        float room = width - (_gap * (_weights.Length - 1));
        float total = _weights.Sum();
        return [.. _weights.Select(weight => room * weight / total)];
    }
}
