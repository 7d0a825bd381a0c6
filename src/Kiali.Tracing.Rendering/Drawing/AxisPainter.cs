using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws grid lines, axis lines, ticks and their labels.</summary>
internal static class AxisPainter
{
    private const double TickLength = 5;
    private const double LabelGap = 8;

    public static void PaintVertical(Axis? axis, PanelFrame frame, IDrawingSurface surface)
    {
        if (axis is null)
        {
            return;
        }

        PlotBounds bounds = frame.Bounds;
        if (axis.GridLines)
        {
            PaintGrid(axis, surface, (path, tick) => path.Segment(bounds.Left, frame.Y(tick.Value), bounds.Right, frame.Y(tick.Value)));
        }

        bool right = axis.Side == AxisSide.End;
        double edge = right ? bounds.Right : bounds.Left;
        if (axis.Line)
        {
            PathBuilder path = new PathBuilder().Segment(edge, bounds.Top, edge, bounds.Bottom);
            foreach (AxisTick tick in axis.Ticks)
            {
                path.Segment(edge, frame.Y(tick.Value), edge + (right ? TickLength : -TickLength), frame.Y(tick.Value));
            }

            surface.DrawPath(path.Build(), Paint.OfStroke(new(Palette.Hairline)));
        }

        foreach (AxisTick tick in axis.Side == AxisSide.None ? [] : axis.Ticks)
        {
            PaintLabel(tick, axis, surface, edge + (right ? LabelGap : -LabelGap), frame.Y(tick.Value) + (axis.LabelSize * 0.36),
                right ? TextAnchor.Start : TextAnchor.End);
        }
    }

    public static void PaintHorizontal(Axis? axis, PanelFrame frame, IDrawingSurface surface)
    {
        if (axis is null)
        {
            return;
        }

        PlotBounds bounds = frame.Bounds;
        if (axis.GridLines)
        {
            PaintGrid(axis, surface, (path, tick) => path.Segment(frame.X(tick.Value), bounds.Top, frame.X(tick.Value), bounds.Bottom));
        }

        bool above = axis.Side == AxisSide.End;
        double edge = above ? bounds.Top : bounds.Bottom;
        if (axis.Line)
        {
            PathBuilder path = new PathBuilder().Segment(bounds.Left, edge, bounds.Right, edge);
            foreach (AxisTick tick in axis.Ticks)
            {
                path.Segment(frame.X(tick.Value), edge, frame.X(tick.Value), edge + (above ? -TickLength : TickLength));
            }

            surface.DrawPath(path.Build(), Paint.OfStroke(new(Palette.Hairline)));
        }

        double baseLine = above ? edge - 6 : edge + TickLength + Math.Round(axis.LabelSize * 1.27);
        ImmutableArray<AxisTick> labelled = axis.Side == AxisSide.None ? [] : axis.Ticks;
        for (int i = 0; i < labelled.Length; i++)
        {
            TextAnchor anchor = axis.LabelsInside && labelled.Length > 1 ? Inside(i, labelled.Length) : TextAnchor.Middle;
            PaintLabel(labelled[i], axis, surface, frame.X(labelled[i].Value), baseLine, anchor);
        }
    }

    private static TextAnchor Inside(int index, int count) =>
        index == 0 ? TextAnchor.Start : index == count - 1 ? TextAnchor.End : TextAnchor.Middle;

    private static void PaintGrid(Axis axis, IDrawingSurface surface, Action<PathBuilder, AxisTick> add)
    {
        foreach (bool strong in (ReadOnlySpan<bool>)[false, true])
        {
            PathBuilder path = new();
            foreach (AxisTick tick in axis.Ticks.Where(tick => tick.Strong == strong))
            {
                add(path, tick);
            }

            if (!path.IsEmpty)
            {
                surface.DrawPath(path.Build(), Paint.OfStroke(new(strong ? Palette.Hairline : Palette.Grid)));
            }
        }
    }

    private static void PaintLabel(AxisTick tick, Axis axis, IDrawingSurface surface, double x, double y, TextAnchor anchor)
    {
        if (tick.Label.Length > 0)
        {
            surface.DrawText(new(x, y, tick.Label, anchor, axis.LabelSize, Palette.SecondInk));
        }
    }
}
