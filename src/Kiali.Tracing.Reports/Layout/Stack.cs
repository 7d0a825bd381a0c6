using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>Blocks one below the other; splits between them and inside them.</summary>
internal sealed class Stack : LayoutBlock
{
    private readonly LayoutBlock? _first;
    private readonly ArraySegment<LayoutBlock> _rest;
    private readonly LayoutBlock? _last;

    public Stack(params LayoutBlock[] children) => _rest = children;

    // A part of a stack shares the children of the whole, so that splitting a long story stays cheap.
    private Stack(Stack whole, LayoutBlock? first, ArraySegment<LayoutBlock> rest, LayoutBlock? last, bool isHead)
    {
        _first = first;
        _rest = rest;
        _last = last;
        SpaceBefore = whole.SpaceBefore;
        KeepWithNext = whole.KeepWithNext;
        Anchor = isHead ? whole.Anchor : null;
    }

    /// <summary>How many blocks there are.</summary>
    public int Count => (_first is null ? 0 : 1) + _rest.Count + (_last is null ? 0 : 1);

    public override string Description => Count == 0 ? "an empty stack" : this[0].Description;

    public override bool IsBlank => Enumerable.Range(0, Count).All(i => this[i].IsBlank);

    private LayoutBlock this[int index]
    {
        get
        {
            if (_first is not null)
            {
                if (index == 0)
                {
                    return _first;
                }

                index--;
            }

            return index < _rest.Count ? _rest[index] : _last!;
        }
    }

    public override float Measure(FontLibrary fonts, float width)
    {
        float height = 0;
        for (int i = 0; i < Count; i++)
        {
            height += Gap(i, i == 0) + this[i].Measure(fonts, width);
        }

        return height;
    }

    public override BlockSplit Split(FontLibrary fonts, float width, float height, bool force)
    {
        float used = 0;
        int start = 0;
        while (start < Count && this[start] is PageBreak)
        {
            if (!force)
            {
                return BlockSplit.Nothing(this);
            }

            start++;
        }

        // Where a cut leaves nothing behind that had to stay with what follows it, and how high that is.
        int safe = start;
        float safeHeight = 0;
        for (int i = start; i < Count; i++)
        {
            LayoutBlock child = this[i];
            if (child is PageBreak)
            {
                // A break at the end stays for the stack around this one to see; at the top of the next page it is nothing.
                return Cut(start, i, used, null, null, i + 1 < Count ? i + 1 : i);
            }

            bool first = i == start;
            float gap = Gap(i, first);
            BlockSplit split = child.Split(fonts, width, height - used - gap, force && used == 0);
            if (split.Head is null)
            {
                return safe > start ? Cut(start, safe, safeHeight, null, null, safe)
                    : force && used > 0 ? Cut(start, i, used, null, null, i)
                    : BlockSplit.Nothing(this);
            }

            used += gap + split.HeadHeight;
            if (split.Tail is not null)
            {
                return Cut(start, i, used, split.Head, split.Tail, i + 1);
            }

            if (!child.KeepWithNext)
            {
                safe = i + 1;
                safeHeight = used;
            }
        }

        return start == 0 ? BlockSplit.Whole(this, used) : Cut(start, Count, used, null, null, Count);
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
        float y = area.Top;
        for (int i = 0; i < Count; i++)
        {
            y += Gap(i, i == 0);
            float height = this[i].Measure(fonts, area.Width);
            yield return (this[i], new SKRect(area.Left, y, area.Right, y + height));
            y += height;
        }
    }

    private float Gap(int index, bool first) => first ? 0 : this[index].SpaceBefore;

    private BlockSplit Cut(int start, int end, float height, LayoutBlock? lastHead, LayoutBlock? firstTail, int next)
    {
        Stack head = Range(start, end, null, lastHead, isHead: true);
        Stack tail = Range(next, Count, firstTail, null, isHead: false);
        return new BlockSplit(head, height, tail.Count == 0 ? null : tail);
    }

    private Stack Range(int from, int to, LayoutBlock? before, LayoutBlock? after, bool isHead)
    {
        LayoutBlock? first = before;
        LayoutBlock? last = after;
        int restFrom = from;
        if (_first is not null)
        {
            if (from == 0 && to > 0)
            {
                first = _first;
            }

            restFrom = Math.Max(0, from - 1);
        }

        int restTo = Math.Min(_rest.Count, to - (_first is null ? 0 : 1));
        if (_last is not null && to == Count && from < to)
        {
            last = _last;
        }

        ArraySegment<LayoutBlock> rest = restTo > restFrom ? _rest.Slice(restFrom, restTo - restFrom) : ArraySegment<LayoutBlock>.Empty;
        return new Stack(this, first, rest, last, isHead);
    }
}
