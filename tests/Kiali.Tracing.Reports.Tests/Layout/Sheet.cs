using Kiali.Tracing.Reports.Finishing;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Tests.Layout;

/// <summary>Small pages (200 x 100 pt of text) to lay blocks out on, and styles to do it with.</summary>
internal static class Sheet
{
    public static readonly TextStyle Body = new(FontRole.Body, 10, SKColors.Black) { LineHeight = 1.2f };
    public static readonly TextStyle Mono = new(FontRole.Mono, 10, SKColors.Black) { LineHeight = 1.2f };
    public static readonly GridStyle Grid = new(Body) { RowPadding = 0, HeaderPadding = 0, Gap = 0 };

    public static PageTemplate Template { get; } = new()
    {
        Size = new SKSize(220, 140),
        SideMargin = 10,
        Top = 20,
        Bottom = 120,
        FooterTop = 124,
    };

    public static byte[] Write(LayoutBlock story, params OutlineEntry[] outline) => Write(story, Template, outline);

    public static byte[] Write(LayoutBlock story, PageTemplate template, params OutlineEntry[] outline)
    {
        using FontLibrary fonts = new();
        using MemoryStream output = new();
        PdfWriter.Write(fonts, new PdfDocument(story, template, new DocumentMetadata("A title", DateTimeOffset.UnixEpoch), outline), output);
        return output.ToArray();
    }

    public static PagePlan Paginate(LayoutBlock story)
    {
        using FontLibrary fonts = new();
        return Paginator.Paginate(fonts, story, Template);
    }
}
