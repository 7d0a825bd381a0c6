using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Svg;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Rendering.Html;

/// <summary>Renders views as HTML that every notebook front end keeps: no script, no style, no class; tables coloured by <c>bgcolor</c>,
/// folds as <c>&lt;details&gt;</c>, pictures as base64 SVG. It needs no network and no kernel and passes sanitisers unharmed.</summary>
public static class HtmlRenderer
{
    /// <summary>The most bytes of one output, UTF-8.</summary>
    public const int DefaultMaximumBytes = 1_000_000;

    private const int LeastBytes = 4_000;

    /// <summary>Renders a view.</summary>
    /// <param name="view">The view; its texts may hold anything.</param>
    /// <param name="maximumBytes">The most bytes, UTF-8, at least 4,000; default <see cref="DefaultMaximumBytes"/>.</param>
    /// <returns>An HTML fragment. What would make it larger is left out and counted: first rows of tables, then pictures, then long texts,
    /// last whole blocks.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumBytes"/> is below 4,000.</exception>
    public static string Render(View view, int maximumBytes = DefaultMaximumBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes, LeastBytes);
        foreach (HtmlLimits limits in Attempts(maximumBytes))
        {
            HtmlWriter writer = new(limits);
            if (writer.TryWrite(view) && Encoding.UTF8.GetByteCount(writer.ToString()) <= maximumBytes)
            {
                return writer.ToString();
            }
        }

        return TooLarge(view);
    }

    /// <summary>Renders one figure as an image, for a place that shows nothing else.</summary>
    /// <param name="figure">The figure.</param>
    /// <returns>An <c>&lt;img&gt;</c> with a base64 SVG and an alternative text.</returns>
    public static string RenderFigure(Figure figure)
    {
        StringBuilder html = new();
        AppendImage(html, figure, SvgRenderer.Render(figure));
        return html.ToString();
    }

    /// <summary>Renders one figure as an image of pixels, for a front end that shows no SVG.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="png">The figure as PNG.</param>
    /// <returns>An <c>&lt;img&gt;</c> with the base64 PNG and an alternative text.</returns>
    public static string RenderPng(Figure figure, ReadOnlySpan<byte> png)
    {
        StringBuilder html = new();
        AppendImage(html, figure, "image/png", png);
        return html.ToString();
    }

    internal static void AppendImage(StringBuilder html, Figure figure, string svg)
        => AppendImage(html, figure, "image/svg+xml", Encoding.UTF8.GetBytes(svg));

    private static void AppendImage(StringBuilder html, Figure figure, string mediaType, ReadOnlySpan<byte> content)
    {
        html.Append("<img width=\"").Append(SvgNumber.Format(figure.Width)).Append("\" height=\"").Append(SvgNumber.Format(figure.Height))
            .Append("\" alt=\"").AppendEncoded(VisibleText.OnOneLine(figure.Description, 1000))
            .Append("\" src=\"data:").Append(mediaType).Append(";base64,").Append(Convert.ToBase64String(content)).Append("\">");
    }

    private static IEnumerable<HtmlLimits> Attempts(int maximumBytes)
    {
        foreach (int rows in (int[])[int.MaxValue, 2000, 1000, 500, 200, 100, 50, 20])
        {
            yield return new(rows, VisibleText.MaximumLength, maximumBytes, maximumBytes);
        }

        yield return new(20, 1000, maximumBytes / 4, maximumBytes);
        yield return new(20, 200, 0, maximumBytes);
        yield return new(6, 80, 0, maximumBytes);
    }

    private static string TooLarge(View view)
    {
        StringBuilder html = new("<div align=\"left\">");
        HtmlInline.AppendText(html, view.Title.PlainText, 200);
        return html.Append("</div>\n<div align=\"left\">This answer does not fit into a cell. <tt>-o FILE</tt> writes it to a file.</div>\n").ToString();
    }
}
