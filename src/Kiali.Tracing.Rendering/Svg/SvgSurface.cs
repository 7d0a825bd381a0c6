using System.Globalization;
using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using Kiali.Tracing.Rendering.Text;

namespace Kiali.Tracing.Rendering.Svg;

/// <summary>Writes primitives as SVG elements; neighbours of one look share a group.</summary>
internal sealed class SvgSurface : IDrawingSurface
{
    private const double DefaultSize = 12;
    private const int MaximumRunLength = 1000;
    private const string MonoFamily = "'JetBrains Mono',Menlo,Consolas,'Liberation Mono','DejaVu Sans Mono',monospace";

    private readonly List<(string Look, string Element)> elements = [];

    public void DrawRectangle(double x, double y, double width, double height, double cornerRadius, Paint paint)
    {
        StringBuilder element = new StringBuilder("<rect x=\"").AppendCoordinate(x).Append("\" y=\"").AppendCoordinate(y)
            .Append("\" width=\"").AppendCoordinate(width).Append("\" height=\"").AppendCoordinate(height).Append('"');
        if (cornerRadius > 0)
        {
            element.Append(" rx=\"").AppendCoordinate(cornerRadius).Append('"');
        }

        Add(element, paint);
    }

    public void DrawCircle(double x, double y, double radius, Paint paint) =>
        Add(new StringBuilder("<circle cx=\"").AppendCoordinate(x).Append("\" cy=\"").AppendCoordinate(y)
            .Append("\" r=\"").AppendCoordinate(radius).Append('"'), paint);

    public void DrawPath(PathShape path, Paint paint)
    {
        StringBuilder element = new("<path d=\"");
        foreach (PathSegment segment in path.Segments)
        {
            switch (segment.Verb)
            {
                case PathVerb.Move:
                    Point(element.Append('M'), segment.X, segment.Y);
                    break;
                case PathVerb.Line:
                    Point(element.Append('L'), segment.X, segment.Y);
                    break;
                case PathVerb.Cubic:
                    Point(element.Append('C'), segment.FirstControlX, segment.FirstControlY);
                    Point(element.Append(' '), segment.SecondControlX, segment.SecondControlY);
                    Point(element.Append(' '), segment.X, segment.Y);
                    break;
                default:
                    element.Append('Z');
                    break;
            }
        }

        Add(element.Append('"'), paint);
    }

    public void DrawText(TextPlacement text)
    {
        TextRun? only = text.Line.Count == 1 ? text.Line[0] : null;
        StringBuilder look = new();
        Attribute(look, "fill", (only?.Color ?? text.Color).Hex);
        if (text.Size != DefaultSize)
        {
            Attribute(look, "font-size", SvgNumber.Format(text.Size));
        }

        if (text.Anchor != TextAnchor.Start)
        {
            Attribute(look, "text-anchor", text.Anchor == TextAnchor.End ? "end" : "middle");
        }

        if (text.Halo)
        {
            look.Append(" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }

        StringBuilder element = new StringBuilder("<text x=\"").AppendCoordinate(text.X).Append("\" y=\"").AppendCoordinate(text.Y).Append('"');
        Opacity(element, text.Opacity);
        if (only is not null)
        {
            RunLook(element, only with { Color = null });
            Words(element.Append('>'), only.Text);
        }
        else
        {
            element.Append('>');
            foreach (TextRun run in text.Line)
            {
                RunLook(element.Append("<tspan"), run);
                Words(element.Append('>'), run.Text);
                element.Append("</tspan>");
            }
        }

        elements.Add((look.ToString(), element.Append("</text>").ToString()));
    }

    public void WriteTo(StringBuilder svg)
    {
        for (int i = 0; i < elements.Count;)
        {
            string look = elements[i].Look;
            int end = i + 1;
            while (end < elements.Count && elements[end].Look == look)
            {
                end++;
            }

            if (end - i == 1)
            {
                // <rect x=… becomes <rect fill=… x=…
                string element = elements[i].Element;
                int name = element.IndexOf(' ', StringComparison.Ordinal);
                svg.Append(element, 0, name).Append(look).Append(element, name, element.Length - name).Append('\n');
            }
            else
            {
                svg.Append("<g").Append(look).Append(">\n");
                foreach ((_, string element) in elements.Skip(i).Take(end - i))
                {
                    svg.Append(element).Append('\n');
                }

                svg.Append("</g>\n");
            }

            i = end;
        }
    }

    private static void Point(StringBuilder element, double x, double y) => element.AppendCoordinate(x).Append(' ').AppendCoordinate(y);

    private static void Attribute(StringBuilder builder, string name, string value) =>
        builder.Append(CultureInfo.InvariantCulture, $" {name}=\"{value}\"");

    // Opacity of a group would also thin what its members overlap: each element bears its own.
    private static void Opacity(StringBuilder element, double opacity)
    {
        if (opacity < 1)
        {
            Attribute(element, "opacity", SvgNumber.Format(Math.Max(0, opacity)));
        }
    }

    private static void RunLook(StringBuilder element, TextRun run)
    {
        if (run.Color is { } color)
        {
            Attribute(element, "fill", color.Hex);
        }

        if (run.Bold)
        {
            Attribute(element, "font-weight", "700");
        }

        if (run.Italic)
        {
            Attribute(element, "font-style", "italic");
        }

        if (run.Mono)
        {
            Attribute(element, "font-family", MonoFamily);
        }
    }

    // XML folds spaces: what is meant as more than one is made unfoldable.
    private static void Words(StringBuilder element, string text) =>
        element.AppendEncoded(VisibleText.OnOneLine(text, MaximumRunLength).Replace("  ", "\u00a0\u00a0", StringComparison.Ordinal));

    private void Add(StringBuilder element, Paint paint)
    {
        StringBuilder look = new();
        Attribute(look, "fill", paint.Fill is { } fill ? fill.Hex : "none");
        if (paint.Fill is not null && paint.FillOpacity < 1)
        {
            Attribute(look, "fill-opacity", SvgNumber.Format(Math.Max(0, paint.FillOpacity)));
        }

        if (paint.Stroke is { } stroke)
        {
            Attribute(look, "stroke", stroke.Color.Hex);
            if (stroke.Width != 1)
            {
                Attribute(look, "stroke-width", SvgNumber.Format(stroke.Width));
            }

            if (!stroke.Dash.IsSolid)
            {
                Attribute(look, "stroke-dasharray", SvgNumber.Format(stroke.Dash.On) + " " + SvgNumber.Format(stroke.Dash.Off));
            }

            if (stroke.RoundEnds)
            {
                Attribute(look, "stroke-linecap", "round");
            }

            if (paint.RoundCorners)
            {
                Attribute(look, "stroke-linejoin", "round");
            }
        }

        Opacity(element, paint.Opacity);
        elements.Add((look.ToString(), element.Append("/>").ToString()));
    }
}
