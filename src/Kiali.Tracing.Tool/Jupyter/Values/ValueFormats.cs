using System.Collections;
using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Turns the values of cells into what is shown. A new kind of value is one line of the table.</summary>
internal static class ValueFormats
{
    private const int MaximumText = 200_000;

    // The first that applies shows the value.
    private static readonly ImmutableArray<ValueFormat> Table =
    [
        ValueFormat.For<MimeBundle>(bundle => bundle),
        ValueFormat.For<RenderedOutput>(MimeBundle.Of),
        ValueFormat.For<HtmlText>(html => MimeBundle.Text(html.Html).With(MimeBundle.HtmlType, html.Html)),
        ValueFormat.For<View>(OfView),
        ValueFormat.For<Figure>(figure => OfView(new View(TextLine.Empty) { Blocks = [new FigureBlock(figure)] })),
        ValueFormat.For<DataFrame>(frame => OfTable(FrameTable.Of(frame))),
        ValueFormat.For<DataFrameColumn>(column => OfTable(FrameTable.Of(column))),
        ValueFormat.For<DataFrameRow>(row => OfTable(ObjectTable.OfPairs(row.GetValues()))),
        ValueFormat.For<string>(text => MimeBundle.Text(Cut(text))),
        ValueFormat.For<IDictionary>(dictionary => OfTable(ObjectTable.OfDictionary(dictionary))),
        ValueFormat.For<IEnumerable>(OfSequence),
        new ValueFormat(value => ObjectTable.HasText(value) ? MimeBundle.Text(Cut(ScalarText.Of(value))) : OfTable(ObjectTable.OfMembers(value))),
    ];

    /// <summary>What a value is shown as; null is shown as <c>null</c>.</summary>
    public static MimeBundle Format(object? value) =>
        value is null ? MimeBundle.Text("null") : Table.Select(format => format.Show(value)).First(shown => shown is not null)!;

    private static MimeBundle OfView(View view) =>
        MimeBundle.Text(TextRenderer.Render(view).TrimEnd('\n')).With(MimeBundle.HtmlType, HtmlRenderer.Render(view));

    // As wide as its columns need: two columns of numbers do not fill a page.
    private static MimeBundle OfTable(TableBlock table) => OfView(new View(TextLine.Empty) { Blocks = [table with { Look = TableLook.Matrix }] });

    private static MimeBundle OfSequence(IEnumerable sequence)
    {
        SequenceHead head = SequenceHead.Of(sequence);
        return head.Items.All(item => item is null || ObjectTable.IsScalar(item)) ? MimeBundle.Text(head.ToText()) : OfTable(ObjectTable.OfRows(head));
    }

    private static string Cut(string text) =>
        text.Length <= MaximumText ? text : $"{text[..MaximumText]}… {Formatting.NumberText.Count(text.Length - MaximumText)} more characters";
}
