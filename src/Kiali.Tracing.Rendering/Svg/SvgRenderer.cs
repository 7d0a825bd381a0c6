using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using Kiali.Tracing.Rendering.Text;

namespace Kiali.Tracing.Rendering.Svg;

/// <summary>Renders figures as SVG: self-contained, without script, style sheet or link, the same text on every machine.</summary>
/// <remarks>Text stays text, each line one <c>&lt;text&gt;</c> with one place and an anchor; the font is the reader's, from a stack of usual ones.</remarks>
public static class SvgRenderer
{
    private const int MaximumTitleLength = 2000;
    private const string Family = "Inter,'Segoe UI','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans Condensed',sans-serif";

    /// <summary>Renders a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <returns>An SVG document without XML declaration, LF line ends. Every text of the figure is encoded.</returns>
    public static string Render(Figure figure)
    {
        string width = SvgNumber.Format(figure.Width);
        string height = SvgNumber.Format(figure.Height);
        StringBuilder svg = new($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" """);
        if (figure.Card)
        {
            svg.Append($"font-family=\"{Family}\" font-size=\"12\">\n<title>")
                .AppendEncoded(VisibleText.OnOneLine(figure.Title, MaximumTitleLength)).Append("</title>\n<desc>")
                .AppendEncoded(VisibleText.OnOneLine(figure.Description, MaximumTitleLength)).Append("</desc>\n");
        }
        else
        {
            // A picture inside a row has no text; what it shows is in the alt text of its image.
            svg.Length--;
            svg.Append(">\n");
        }

        SvgSurface surface = new();
        FigurePainter.Paint(figure, surface);
        surface.WriteTo(svg);
        return svg.Append("</svg>\n").ToString();
    }
}
