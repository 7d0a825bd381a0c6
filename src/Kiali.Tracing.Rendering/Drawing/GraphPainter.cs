using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws edges and nodes in layers: what lies under all of them comes first.</summary>
internal static class GraphPainter
{
    private const double HeadLength = 8;
    private const double HeadHalfWidth = 4.5;
    private const double LabelDistance = 17;

    public static void Paint(ImmutableArray<Mark> marks, PanelFrame frame, IDrawingSurface surface)
    {
        ImmutableArray<EdgesMark> edges = [.. marks.OfType<EdgesMark>()];
        ImmutableArray<NodesMark> nodes = [.. marks.OfType<NodesMark>()];
        foreach (EdgesMark mark in edges)
        {
            foreach (EdgeItem edge in mark.Edges.Where(edge => edge.Band is not null))
            {
                Stroke band = new(edge.Band!.Value, mark.BandWidth) { RoundEnds = true };
                surface.DrawPath(Route(edge, mark, frame), Drawing.Paint.OfStroke(band, mark.Opacity));
            }
        }

        foreach (NodesMark mark in nodes)
        {
            foreach (NodeItem node in mark.Nodes.Where(node => node.Halo is not null))
            {
                surface.DrawCircle(frame.X(node.X), frame.Y(node.Y), mark.HaloRadius, Drawing.Paint.OfFill(node.Halo, mark.Opacity));
            }
        }

        foreach (EdgesMark mark in edges)
        {
            foreach (EdgeItem edge in mark.Edges)
            {
                surface.DrawPath(Route(edge, mark, frame), Drawing.Paint.OfStroke(edge.Stroke, edge.Opacity * mark.Opacity));
            }

            foreach (EdgeItem edge in mark.Edges.Where(edge => edge.Arrow))
            {
                surface.DrawPath(Head(edge, mark.ArrowInset, frame), Drawing.Paint.OfFill(edge.Stroke.Color, edge.Opacity * mark.Opacity));
            }
        }

        foreach (NodesMark mark in nodes)
        {
            foreach (NodeItem node in mark.Nodes)
            {
                PaintNode(node, mark, frame.X(node.X), frame.Y(node.Y), surface);
            }
        }

        foreach (NodesMark mark in nodes)
        {
            foreach (NodeItem node in mark.Nodes)
            {
                PaintLabels(node, mark, frame.X(node.X), frame.Y(node.Y), surface);
            }
        }
    }

    // A curve goes straight for the last stretch, so that its arrow head sits on it.
    private static PathShape Route(EdgeItem edge, EdgesMark mark, PanelFrame frame)
    {
        PathBuilder path = new();
        double straight = mark.ArrowInset + HeadLength;
        double x = frame.X(edge.Route[0].X);
        double y = frame.Y(edge.Route[0].Y);
        path.Move(x, y);
        foreach (PlotPoint point in edge.Route.AsSpan()[1..])
        {
            double nextX = frame.X(point.X);
            double nextY = frame.Y(point.Y);
            if (edge.Shape == EdgeShape.Straight || nextY == y)
            {
                path.Line(nextX, nextY);
            }
            else
            {
                double end = nextX - (Math.Abs(nextX - x) > 3 * straight ? Math.CopySign(straight, nextX - x) : 0);
                double middle = (x + end) / 2;
                path.Cubic(middle, y, middle, nextY, end, nextY).Line(nextX, nextY);
            }

            x = nextX;
            y = nextY;
        }

        return path.Build();
    }

    // A curve arrives horizontally, a straight edge the way it goes.
    private static PathShape Head(EdgeItem edge, double inset, PanelFrame frame)
    {
        double x = frame.X(edge.Route[^1].X);
        double y = frame.Y(edge.Route[^1].Y);
        double fromX = frame.X(edge.Route[^2].X);
        double fromY = edge.Shape == EdgeShape.Curved ? y : frame.Y(edge.Route[^2].Y);
        double length = Math.Sqrt(((x - fromX) * (x - fromX)) + ((y - fromY) * (y - fromY)));
        double dx = length > 0 ? (x - fromX) / length : 1;
        double dy = length > 0 ? (y - fromY) / length : 0;
        double tipX = x - (dx * inset);
        double tipY = y - (dy * inset);
        double backX = tipX - (dx * HeadLength);
        double backY = tipY - (dy * HeadLength);
        return new PathBuilder()
            .Move(backX + (dy * HeadHalfWidth), backY - (dx * HeadHalfWidth))
            .Line(tipX, tipY)
            .Line(backX - (dy * HeadHalfWidth), backY + (dx * HeadHalfWidth))
            .Close()
            .Build();
    }

    private static void PaintNode(NodeItem node, NodesMark mark, double x, double y, IDrawingSurface surface)
    {
        double half = mark.Size / 2;
        double opacity = node.Opacity * mark.Opacity;

        if (opacity < 1)
        {
            // What is pale still hides the edges below it.
            PaintShape(node.Shape, x, y, half, Drawing.Paint.OfFill(Palette.Card), surface);
            PaintShape(node.Shape, x, y, half, Drawing.Paint.OfStroke(node.Edge, opacity), surface);
        }
        else
        {
            PaintShape(node.Shape, x, y, half, new() { Fill = Palette.Card, Stroke = node.Edge }, surface);
        }

        PaintSign(node, x, node.Shape == NodeShape.Service ? y + 2.5 : y, opacity, surface);
    }

    private static void PaintShape(NodeShape shape, double x, double y, double half, Paint paint, IDrawingSurface surface)
    {
        switch (shape)
        {
            case NodeShape.Workload:
                surface.DrawRectangle(x - half, y - half, 2 * half, 2 * half, 3, paint);
                break;
            case NodeShape.Service:
                PathBuilder triangle = new PathBuilder().Move(x - half - 1, y + half - 1).Line(x, y - half - 1).Line(x + half + 1, y + half - 1);
                surface.DrawPath(triangle.Close().Build(), paint);
                break;
            default:
                surface.DrawCircle(x, y, half, paint);
                break;
        }
    }

    private static void PaintSign(NodeItem node, double x, double y, double opacity, IDrawingSurface surface)
    {
        Stroke stroke = new(node.Edge.Color, 2.2) { RoundEnds = true };
        switch (node.Sign)
        {
            case NodeSign.Healthy:
                PathBuilder check = new PathBuilder().Move(x - 4.5, y + 0.5).Line(x - 1.3, y + 4.1).Line(x + 4.7, y - 3.9);
                surface.DrawPath(check.Build(), Drawing.Paint.OfStroke(stroke with { Width = 2 }, opacity));
                break;
            case NodeSign.Degraded:
                PathBuilder exclamation = new PathBuilder().Segment(x, y - 5, x, y + 1).Segment(x, y + 4.9, x, y + 5);
                surface.DrawPath(exclamation.Build(), Drawing.Paint.OfStroke(stroke, opacity));
                break;
            case NodeSign.Failing:
                surface.DrawPath(new PathBuilder().Cross(x, y, 3.6).Build(), Drawing.Paint.OfStroke(stroke, opacity));
                break;
            case NodeSign.Unknown:
                surface.DrawText(new(x, y + 4.5, TextRun.Strong("?"), TextAnchor.Middle, 12, node.Edge.Color) { Opacity = opacity });
                break;
            default:
                break;
        }
    }

    private static void PaintLabels(NodeItem node, NodesMark mark, double x, double y, IDrawingSurface surface)
    {
        double baseLine = y + (mark.Size / 2) + LabelDistance;
        foreach (TextLine line in node.Labels)
        {
            surface.DrawText(new(x, baseLine, line, TextAnchor.Middle, mark.LabelSize, Palette.Ink) { Halo = true, Opacity = mark.Opacity });
            baseLine += mark.LabelSize + 2.5;
        }
    }
}
