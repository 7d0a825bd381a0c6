using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Tests.Layout;

/// <summary>Draws stories on pages that keep nothing, for tests that make many.</summary>
internal static class Pages
{
    public static void Draw(LayoutBlock story)
    {
        using FontLibrary fonts = new();
        PagePlan plan = Paginator.Paginate(fonts, story, Sheet.Template);
        using TextPainter painter = new(fonts.Faces.ToDictionary(face => face.Role, face => face.Typeface));
        using DrawContext context = new(fonts, painter, plan.Anchors);
        using SKNoDrawCanvas canvas = new(220, 140);
        SKRect body = Sheet.Template.Body;
        for (int index = 0; index < plan.Pages.Count; index++)
        {
            context.Begin(canvas, index + 1, plan.Pages.Count);
            LayoutBlock page = plan.Pages[index];
            page.Draw(context, SKRect.Create(body.Left, body.Top, body.Width, page.Measure(fonts, body.Width)));
        }
    }
}
