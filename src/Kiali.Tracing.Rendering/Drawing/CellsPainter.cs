using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws a grid of coloured cells with their signs and texts.</summary>
internal static class CellsPainter
{
    private const double Arm = 2.7;
    private const double Apart = 4;

    public static void Paint(CellsMark mark, PanelFrame frame, IDrawingSurface surface)
    {
        foreach (CellItem cell in mark.Cells)
        {
            double x = frame.Bounds.Left + (cell.Column * (mark.CellWidth + mark.Gap));
            double y = frame.Bounds.Top + (cell.Row * (mark.CellHeight + mark.Gap));
            Paint paint = new() { Fill = cell.Tone.Background, Stroke = cell.Edge, Opacity = mark.Opacity };
            surface.DrawRectangle(x, y, mark.CellWidth, mark.CellHeight, 0, paint);
        }

        foreach (CellItem cell in mark.Cells)
        {
            double x = frame.Bounds.Left + (cell.Column * (mark.CellWidth + mark.Gap));
            double y = frame.Bounds.Top + (cell.Row * (mark.CellHeight + mark.Gap));
            PaintSign(mark, cell, x, y, surface);
            PaintLines(mark, cell, x + (mark.CellWidth / 2), y + (mark.CellHeight / 2), surface);
        }
    }

    private static void PaintSign(CellsMark mark, CellItem cell, double left, double top, IDrawingSurface surface)
    {
        double x = left + (mark.CellWidth / 2);
        double y = top + (mark.CellHeight / 2);
        PathBuilder path = new();
        double width = 1.5;
        switch (cell.Sign)
        {
            case CellSign.None:
                return;
            case CellSign.MuchSlower:
                Plus(path, x - Apart, y);
                Plus(path, x + Apart, y);
                break;
            case CellSign.Slower:
                Plus(path, x, y);
                break;
            case CellSign.Same:
                surface.DrawCircle(x, y, 1.2, Drawing.Paint.OfFill(cell.Tone.Text, mark.Opacity));
                return;
            case CellSign.Faster:
                path.Segment(x - Arm, y, x + Arm, y);
                break;
            case CellSign.MuchFaster:
                path.Segment(x - Apart - Arm, y, x - Apart + Arm, y).Segment(x + Apart - Arm, y, x + Apart + Arm, y);
                break;
            case CellSign.NotToldApart:
                width = 1.2;
                Wave(path, x, y - 1.7);
                Wave(path, x, y + 1.7);
                break;
            case CellSign.NoData:
                width = 1;
                path.Segment(left + 2, top + mark.CellHeight - 2, left + mark.CellWidth - 2, top + 2);
                break;
            default:
                throw new NotSupportedException($"The cell sign {cell.Sign} has no painter.");
        }

        // Under a text the stroke for no data is pale.
        Rgb color = cell.Sign == CellSign.NoData && cell.Lines.Length > 0 ? Palette.Hairline : cell.Tone.Text;
        surface.DrawPath(path.Build(), Drawing.Paint.OfStroke(new(color, width), mark.Opacity));
    }

    private static void Plus(PathBuilder path, double x, double y) => path.Segment(x - Arm, y, x + Arm, y).Segment(x, y - Arm, x, y + Arm);

    // Two quadratic arcs of 4 px, as cubics: control points two thirds of the way to the arc's own.
    private static void Wave(PathBuilder path, double x, double y)
    {
        const double Third = 4.0 / 3;
        path.Move(x - 4, y)
            .Cubic(x - 4 + Third, y - 1.6, x - Third, y - 1.6, x, y)
            .Cubic(x + Third, y + 1.6, x + 4 - Third, y + 1.6, x + 4, y);
    }

    private static void PaintLines(CellsMark mark, CellItem cell, double x, double y, IDrawingSurface surface)
    {
        double small = mark.TextSize - 1;
        double height = (cell.Lines.Length - 1) * (mark.TextSize + 1);
        double baseLine = y + (mark.TextSize * 0.36) - (height / 2);
        for (int i = 0; i < cell.Lines.Length; i++)
        {
            double size = i == 0 ? mark.TextSize : small;
            surface.DrawText(new(x, baseLine + (i * (mark.TextSize + 1)), cell.Lines[i], TextAnchor.Middle, size, cell.Tone.Text)
            {
                Opacity = mark.Opacity,
            });
        }
    }
}
