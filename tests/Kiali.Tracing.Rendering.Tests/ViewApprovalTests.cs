using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Tests.Gallery;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class ViewApprovalTests
{
    public static TheoryData<string> Names => [.. GalleryViews.All.Select(view => view.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_html_of_every_kind_of_answer_is_as_approved(string name) => Approved.Match(HtmlRenderer.Render(Find(name)), name + ".html");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_of_every_kind_of_answer_is_as_approved(string name) => Approved.Match(TextRenderer.Render(Find(name)), name + ".txt");

    private static View Find(string name) => GalleryViews.All.Single(view => view.Name == name).View;
}
