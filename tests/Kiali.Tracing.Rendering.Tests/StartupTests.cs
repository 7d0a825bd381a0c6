using System.Runtime.Loader;
using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Tests.Gallery;
using Kiali.Tracing.Rendering.Text;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class StartupTests
{
    [Fact]
    public void A_verb_that_shows_html_or_text_never_loads_skia()
    {
        // A load context of its own, since other tests of this process do draw with Skia.
        string folder = AppContext.BaseDirectory;
        List<string> asked = [];
        AssemblyLoadContext context = new("fresh", isCollectible: true);
        context.Resolving += (ctx, name) =>
        {
            asked.Add(name.Name!);
            string path = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? ctx.LoadFromAssemblyPath(path) : null;
        };
        Type gallery = context.LoadFromAssemblyPath(Path.Combine(folder, "Kiali.Tracing.Rendering.Tests.dll")).GetType(typeof(StartupTests).FullName!)!;
        int length = (int)gallery.GetMethod(nameof(RenderAll))!.Invoke(null, null)!;
        Assert.True(length > 10_000);
        Assert.DoesNotContain(context.Assemblies, assembly => assembly.GetName().Name!.Contains("Skia", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(asked, name => name.Contains("Skia", StringComparison.OrdinalIgnoreCase));
        context.Unload();
    }

    public static int RenderAll() =>
        GalleryViews.All.Sum(view => HtmlRenderer.Render(view.View).Length + TextRenderer.Render(view.View).Length);
}
