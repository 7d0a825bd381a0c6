using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>Finds room for a few labels among points, px.</summary>
internal sealed class LabelPlaces(PlotBounds plot)
{
    private const double Gap = 6;
    private const double FurthestAway = 120;
    private const int Rows = 40;
    private const int Columns = 48;
    private const int MostPointsMeasured = 300;

    private readonly List<PlotBounds> _blocked = [];

    /// <summary>Nothing is written over a point.</summary>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="radius">Half its width.</param>
    public void Block(double x, double y, double radius) => Block(new PlotBounds(x - radius, y - radius, 2 * radius, 2 * radius));

    /// <summary>Nothing is written over a rectangle.</summary>
    /// <param name="bounds">The rectangle.</param>
    public void Block(PlotBounds bounds) => _blocked.Add(bounds);

    /// <summary>Finds a free place near a group of points, and blocks it.</summary>
    /// <param name="points">The points; at least one.</param>
    /// <param name="width">The label's width.</param>
    /// <param name="size">The label's size.</param>
    /// <returns>Left end and base line; null when every place near the group is taken.</returns>
    public (double X, double Y)? Find(ImmutableArray<(double X, double Y)> points, double width, double size)
    {
        int stride = Math.Max(1, points.Length / MostPointsMeasured);
        double best = FurthestAway;
        PlotBounds? found = null;

        // Of the free places on a grid over the plot, the one nearest to any point of the group; of equally near ones the rightmost, then the highest.
        for (int column = Columns; column >= 0; column--)
        {
            for (int row = 0; row <= Rows; row++)
            {
                PlotBounds box = new(
                    plot.Left + 4 + ((plot.Width - width - 8) * column / Columns), plot.Top + ((plot.Height - size - 6) * row / Rows), width, size + 3);
                double distance = double.PositiveInfinity;
                for (int index = 0; index < points.Length && distance > 0; index += stride)
                {
                    distance = Math.Min(distance, Distance(box, points[index]));
                }

                if (distance < best - 1 && !_blocked.Any(other => Overlaps(box, other)))
                {
                    best = distance;
                    found = box;
                }
            }
        }

        if (found is not { } place)
        {
            return null;
        }

        Block(place);
        return (place.Left, place.Top + size);
    }

    private static double Distance(PlotBounds box, (double X, double Y) point)
    {
        double x = Math.Max(0, Math.Max(box.Left - point.X, point.X - box.Right));
        double y = Math.Max(0, Math.Max(box.Top - point.Y, point.Y - box.Bottom));
        return Math.Sqrt((x * x) + (y * y));
    }

    private static bool Overlaps(PlotBounds left, PlotBounds right)
        => left.Left - Gap < right.Right && right.Left < left.Right + Gap && left.Top < right.Bottom && right.Top < left.Bottom;
}
