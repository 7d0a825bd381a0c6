using System.Collections.Immutable;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>Finds room for the text of an edge: beside the middle of its longest stretch, on the side the curve leaves free.</summary>
internal static class EdgeLabelPlaces
{
    private const double LineHeight = 14.4;
    private const double Ascent = 10;
    private const double Descent = 3.5;

    /// <summary>Writes the text of an edge, if there is room.</summary>
    /// <returns>The marks; none when every place is taken. The table has the numbers.</returns>
    public static IEnumerable<TextMark> Write(ImmutableArray<TextRun> lines, ImmutableArray<PlotPoint> route, Rgb color, double size, LabelRoom room)
    {
        if (lines.IsEmpty)
        {
            yield break;
        }

        double width = lines.Max(line => TextWidth.Estimate(line.Text, size, line.Bold));
        double height = Ascent + ((lines.Length - 1) * LineHeight) + Descent;
        foreach ((double x, double y, TextAnchor anchor) in Places(route, lines.Length))
        {
            double left = anchor switch { TextAnchor.Start => x, TextAnchor.End => x - width, _ => x - (width / 2) };
            PlotBounds rectangle = new(left, y - Ascent, width, height);
            if (!room.IsFree(rectangle))
            {
                continue;
            }

            room.Take(rectangle);
            for (int index = 0; index < lines.Length; index++)
            {
                yield return new TextMark(x, y + (index * LineHeight), lines[index]) { Anchor = anchor, Size = size, Color = color, Halo = true };
            }

            yield break;
        }
    }

    /// <summary>The places to try, best first: the anchor of the first line.</summary>
    private static IEnumerable<(double X, double Y, TextAnchor Anchor)> Places(ImmutableArray<PlotPoint> route, int lineCount)
    {
        IEnumerable<(PlotPoint From, PlotPoint To)> stretches = Enumerable.Range(0, route.Length - 1)
            .Select(index => (From: route[index], To: route[index + 1]))
            .OrderByDescending(stretch => Math.Abs(stretch.To.X - stretch.From.X));
        double block = (lineCount - 1) * LineHeight;
        foreach ((PlotPoint from, PlotPoint to) in stretches)
        {
            double rise = to.Y - from.Y;
            foreach (double share in (double[])[0.5, 0.4, 0.6, 0.3, 0.7])
            {
                double x = from.X + ((to.X - from.X) * share);
                double t = (1 + Math.Cos(Math.PI * (1 - share))) / 2;
                double y = from.Y + (rise * t);
                if (Math.Abs(rise) < 8)
                {
                    yield return (x, Math.Min(from.Y, to.Y) - 10 - block, TextAnchor.Middle);
                    yield return (x, Math.Max(from.Y, to.Y) + 19, TextAnchor.Middle);
                }
                else if (rise < 0)
                {
                    yield return (x - 12, y - 16 - block, TextAnchor.End);
                    yield return (x + 10, y + 22, TextAnchor.Start);
                }
                else
                {
                    yield return (x - 8, y + 24, TextAnchor.End);
                    yield return (x + 10, y - 14 - block, TextAnchor.Start);
                }
            }
        }
    }
}
