using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws lines, their underlay and the area below them.</summary>
internal static class LinesPainter
{
    public static void Paint(LinesMark mark, PanelFrame frame, IDrawingSurface surface)
    {
        PathBuilder lines = new();
        PathBuilder areas = new();
        foreach (ImmutableArray<PlotPoint> line in mark.Lines)
        {
            foreach (List<(double X, double Y)> piece in Pieces(line, mark.Shape, frame))
            {
                Add(piece, lines);
                if (mark.Area is not null)
                {
                    Add(piece, areas);
                    areas.Line(piece[^1].X, frame.Bounds.Bottom).Line(piece[0].X, frame.Bounds.Bottom).Close();
                }
            }
        }

        if (!areas.IsEmpty)
        {
            surface.DrawPath(areas.Build(), Drawing.Paint.OfFill(mark.Area, mark.Opacity));
        }

        if (mark.Stroke is not { } stroke || lines.IsEmpty)
        {
            return;
        }

        PathShape path = lines.Build();
        if (mark.Underlay)
        {
            Stroke underlay = new(Palette.Card, stroke.Width * 2);
            surface.DrawPath(path, new() { Stroke = underlay, RoundCorners = true, Opacity = 0.8 * mark.Opacity });
        }

        surface.DrawPath(path, new() { Stroke = stroke, RoundCorners = true, Opacity = mark.Opacity });
    }

    private static void Add(List<(double X, double Y)> piece, PathBuilder path)
    {
        path.Move(piece[0].X, piece[0].Y);
        foreach ((double x, double y) in piece.Skip(1))
        {
            path.Line(x, y);
        }
    }

    // A lone point between gaps would vanish: it becomes a stroke of 1 px.
    private static IEnumerable<List<(double X, double Y)>> Pieces(ImmutableArray<PlotPoint> line, LineShape shape, PanelFrame frame)
    {
        List<(double X, double Y)> piece = [];
        foreach (PlotPoint point in line)
        {
            double x = frame.X(point.X);
            double y = frame.Y(point.Y);
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                if (piece.Count > 0)
                {
                    yield return Whole(piece);
                    piece = [];
                }

                continue;
            }

            if (shape == LineShape.Step && piece.Count > 0)
            {
                piece.Add((x, piece[^1].Y));
            }

            piece.Add((x, y));
        }

        if (piece.Count > 0)
        {
            yield return Whole(piece);
        }
    }

    private static List<(double X, double Y)> Whole(List<(double X, double Y)> piece)
    {
        if (piece.Count == 1)
        {
            (double x, double y) = piece[0];
            return [(x - 0.5, y), (x + 0.5, y)];
        }

        return piece;
    }
}
