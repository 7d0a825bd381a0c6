using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>What a block draws on and with.</summary>
/// <param name="fonts">The document's faces.</param>
/// <param name="text">Draws text.</param>
/// <param name="pages">The page of each anchor, 1-based.</param>
internal sealed class DrawContext(FontLibrary fonts, TextPainter text, IReadOnlyDictionary<string, AnchorPlace> pages) : IDisposable
{
    private readonly SKPaint _fill = new() { IsAntialias = true };
    private readonly SKPaint _stroke = new() { IsAntialias = true, IsStroke = true };
    private SKCanvas? _canvas;

    /// <summary>The document's faces.</summary>
    public FontLibrary Fonts => fonts;

    /// <summary>Draws text.</summary>
    public TextPainter Text => text;

    /// <summary>The page being drawn, 1-based.</summary>
    public int PageNumber { get; private set; }

    /// <summary>How many pages there are.</summary>
    public int PageCount { get; private set; }

    /// <summary>The page's canvas, in points from its top left corner.</summary>
    /// <exception cref="InvalidOperationException">No page is being drawn.</exception>
    public SKCanvas Canvas => _canvas ?? throw new InvalidOperationException("No page has been begun.");

    /// <summary>Begins a page.</summary>
    public void Begin(SKCanvas canvas, int pageNumber, int pageCount)
    {
        _canvas = canvas;
        text.Canvas = canvas;
        PageNumber = pageNumber;
        PageCount = pageCount;
    }

    /// <summary>The page an anchor is on, 1-based.</summary>
    /// <exception cref="ReportLayoutException">There is no such anchor.</exception>
    public int PageOf(string anchor) => pages.TryGetValue(anchor, out AnchorPlace place)
        ? place.PageNumber
        : throw new ReportLayoutException($"A link leads to \"{anchor}\", which is nowhere in the document.");

    /// <summary>Fills a rectangle.</summary>
    public void Fill(SKRect area, SKColor color)
    {
        _fill.Color = color;
        Canvas.DrawRect(area, _fill);
    }

    /// <summary>Draws a straight line.</summary>
    public void Line(SKPoint from, SKPoint to, SKColor color, float thickness)
    {
        _stroke.Color = color;
        _stroke.StrokeWidth = thickness;
        Canvas.DrawLine(from, to, _stroke);
    }

    /// <summary>Makes a rectangle lead to an anchor.</summary>
    public void Link(SKRect area, string anchor)
    {
        PageOf(anchor);
        Canvas.DrawLinkDestinationAnnotation(area, anchor).Dispose();
    }

    /// <summary>Makes a rectangle lead to an address on the web; addresses that are not http or https lead nowhere.</summary>
    public void Link(SKRect area, Uri url)
    {
        if (url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            Canvas.DrawUrlAnnotation(area, url.AbsoluteUri).Dispose();
        }
    }

    public void Dispose()
    {
        _fill.Dispose();
        _stroke.Dispose();
    }
}
