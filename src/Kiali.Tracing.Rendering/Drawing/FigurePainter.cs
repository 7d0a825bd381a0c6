using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws a figure's panels, axes and marks as primitives on a surface. The only place that knows how a mark looks.</summary>
public static class FigurePainter
{
    /// <summary>Draws a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="surface">What to draw on; its origin is the figure's top left corner.</param>
    /// <param name="withCard">Whether the card is drawn, where the figure has one; no on a page that is white already. Default yes.</param>
    public static void Paint(Figure figure, IDrawingSurface surface, bool withCard = true)
    {
        if (figure.Card && withCard)
        {
            Paint card = new() { Fill = Palette.Card, Stroke = new(Palette.Hairline) };
            surface.DrawRectangle(0.5, 0.5, figure.Width - 1, figure.Height - 1, 4, card);
        }

        foreach (Panel panel in figure.Panels)
        {
            PaintPanel(panel, surface);
        }
    }

    private static void PaintPanel(Panel panel, IDrawingSurface surface)
    {
        PanelFrame frame = new(panel);
        AxisPainter.PaintVertical(panel.Y, frame, surface);
        AxisPainter.PaintHorizontal(panel.X, frame, surface);
        for (int i = 0; i < panel.Marks.Length; i++)
        {
            if (panel.Marks[i] is EdgesMark or NodesMark)
            {
                int end = i + 1;
                while (end < panel.Marks.Length && panel.Marks[end] is EdgesMark or NodesMark)
                {
                    end++;
                }

                GraphPainter.Paint(panel.Marks[i..end], frame, surface);
                i = end - 1;
                continue;
            }

            PaintMark(panel.Marks[i], frame, surface);
        }
    }

    private static void PaintMark(Mark mark, PanelFrame frame, IDrawingSurface surface)
    {
        switch (mark)
        {
            case PointsMark points:
                PointsPainter.Paint(points, frame, surface);
                break;
            case LinesMark lines:
                LinesPainter.Paint(lines, frame, surface);
                break;
            case BarsMark bars:
                BarsPainter.Paint(bars, frame, surface);
                break;
            case BoxesMark boxes:
                BoxesPainter.Paint(boxes, frame, surface);
                break;
            case CellsMark cells:
                CellsPainter.Paint(cells, frame, surface);
                break;
            case TextMark text:
                PaintText(text, frame, surface);
                break;
            default:
                throw new NotSupportedException($"The mark {mark.GetType().Name} has no painter.");
        }
    }

    private static void PaintText(TextMark mark, PanelFrame frame, IDrawingSurface surface)
    {
        double x = frame.X(mark.X) + mark.OffsetX;
        double y = frame.Y(mark.Y) + mark.OffsetY;
        if (!double.IsFinite(x) || !double.IsFinite(y) || mark.Line.IsEmpty)
        {
            return;
        }

        TextLine line = double.IsPositiveInfinity(mark.MaximumWidth) ? mark.Line : TextWidth.Cut(mark.Line, mark.Size, mark.MaximumWidth);
        surface.DrawText(new(x, y, line, mark.Anchor, mark.Size, mark.Color) { Halo = mark.Halo, Opacity = mark.Opacity });
    }
}
