using System.Globalization;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>Distributes a story over pages before anything is drawn, so that page numbers are known when the contents are.</summary>
internal static class Paginator
{
    /// <summary>Fills page after page.</summary>
    /// <param name="fonts">The document's faces.</param>
    /// <param name="story">The document from top to end.</param>
    /// <param name="template">The pages' common parts.</param>
    /// <exception cref="ReportLayoutException">A block that cannot be split is higher than a page, or two blocks have the same anchor.</exception>
    public static PagePlan Paginate(FontLibrary fonts, LayoutBlock story, PageTemplate template)
    {
        List<LayoutBlock> pages = [];
        Dictionary<string, AnchorPlace> anchors = new(StringComparer.Ordinal);
        SKRect body = template.Body;
        LayoutBlock? rest = story;
        while (rest is not null)
        {
            BlockSplit split = rest.Split(fonts, body.Width, body.Height, force: true);
            if (split.Head is null)
            {
                float needed = rest.Measure(fonts, body.Width);
                throw new ReportLayoutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rest.Description} on page {pages.Count + 1} does not fit: all of it is {needed:0.#} pt high, the page has {body.Height:0.#} pt and it cannot be split."));
            }

            int pageNumber = pages.Count + 1;
            pages.Add(split.Head);
            SKRect area = SKRect.Create(body.Left, body.Top, body.Width, split.HeadHeight);
            split.Head.CollectAnchors(fonts, area, (name, top) => Add(anchors, name, new AnchorPlace(pageNumber, top)));
            rest = split.Tail is { IsBlank: true } ? null : split.Tail;
        }

        return new PagePlan(pages, anchors);
    }

    private static void Add(Dictionary<string, AnchorPlace> anchors, string name, AnchorPlace place)
    {
        if (!anchors.TryAdd(name, place))
        {
            throw new ReportLayoutException($"Two parts of the document have the anchor \"{name}\"; give each its own.");
        }
    }
}
