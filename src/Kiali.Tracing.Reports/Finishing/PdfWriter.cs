using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Finishing;

/// <summary>Writes a document as PDF: paginates, subsets the fonts to what is used, draws, and finishes.</summary>
internal static class PdfWriter
{
    private const string Producer = "Kiali.Tracing";

    // Drawing can use a glyph that laying out did not (a page number in a face of its own): the second time all are known.
    private const int MaximumPasses = 3;

    /// <summary>Writes the document.</summary>
    /// <param name="fonts">The document's faces.</param>
    /// <param name="document">The document.</param>
    /// <param name="output">Where to; left open.</param>
    /// <returns>How many pages it has.</returns>
    /// <exception cref="ReportLayoutException">Something does not fit a page, or a link leads nowhere.</exception>
    public static PdfOutcome Write(FontLibrary fonts, PdfDocument document, Stream output)
    {
        PagePlan plan = Paginator.Paginate(fonts, document.Story, document.Template);
        for (int pass = 1; ; pass++)
        {
            int before = fonts.UseCount;
            using SKDynamicMemoryWStream drawn = new();
            bool subset = Draw(fonts, document, plan, drawn);
            if (fonts.UseCount == before || pass == MaximumPasses)
            {
                using SKData bytes = drawn.DetachAsData();
                PdfFinisher.Finish(bytes.AsSpan(), document, plan, output);
                return new PdfOutcome(plan.Pages.Count, subset);
            }
        }
    }

    private static bool Draw(FontLibrary fonts, PdfDocument document, PagePlan plan, SKDynamicMemoryWStream output)
    {
        Dictionary<FontRole, SKTypeface> typefaces = [];
        bool allSubset = true;
        foreach (FontFace face in fonts.Faces)
        {
            byte[] bytes = face.Subset(out bool isSubset);
            allSubset &= isSubset;
            typefaces.Add(face.Role, SKTypeface.FromData(SKData.CreateCopy(bytes)) ?? face.Typeface);
        }

        using TextPainter painter = new(typefaces);
        using DrawContext context = new(fonts, painter, plan.Anchors);
        ILookup<int, KeyValuePair<string, AnchorPlace>> anchors =
            plan.Anchors.OrderBy(anchor => anchor.Key, StringComparer.Ordinal).ToLookup(anchor => anchor.Value.PageNumber);
        using (SKDocument pdf = SKDocument.CreatePdf(output, Metadata(document.Metadata)))
        {
            for (int index = 0; index < plan.Pages.Count; index++)
            {
                DrawPage(pdf, context, document.Template, plan, index, anchors[index + 1]);
            }

            pdf.Close();
        }

        foreach (FontFace face in fonts.Faces.Where(face => typefaces[face.Role] != face.Typeface))
        {
            typefaces[face.Role].Dispose();
        }

        return allSubset;
    }

    private static void DrawPage(
        SKDocument pdf, DrawContext context, PageTemplate template, PagePlan plan, int index, IEnumerable<KeyValuePair<string, AnchorPlace>> anchors)
    {
        SKCanvas canvas = pdf.BeginPage(template.Size.Width, template.Size.Height);
        context.Begin(canvas, index + 1, plan.Pages.Count);
        foreach ((string name, AnchorPlace place) in anchors)
        {
            canvas.DrawNamedDestinationAnnotation(new SKPoint(0, Math.Max(0, place.Top - PdfFinisher.RoomAboveDestination)), name).Dispose();
        }

        SKRect body = template.Body;
        DrawPart(context, template.Header, template.HeaderTop, body);
        LayoutBlock content = plan.Pages[index];
        content.Draw(context, SKRect.Create(body.Left, body.Top, body.Width, content.Measure(context.Fonts, body.Width)));
        DrawPart(context, template.Footer, template.FooterTop, body);
        pdf.EndPage();
    }

    private static void DrawPart(DrawContext context, LayoutBlock? part, float top, SKRect body) =>
        part?.Draw(context, SKRect.Create(body.Left, top, body.Width, part.Measure(context.Fonts, body.Width)));

    // 72 dpi keeps the content stream flat: at other values Skia wraps every drawing of ours in a scaled group.
    private static SKDocumentPdfMetadata Metadata(DocumentMetadata metadata) => new(72)
    {
        Title = VisibleText.OnOneLine(metadata.Title),
        Subject = VisibleText.OnOneLine(metadata.Subject ?? string.Empty),
        Creator = Producer,
        Producer = Producer,
        Creation = metadata.Date.UtcDateTime,
        Modified = metadata.Date.UtcDateTime,
    };
}
