using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>Places the labels of lines at the lines' right ends, apart from each other, with a short stroke from line to label.</summary>
internal static class LineEndLabels
{
    private const double LineHeight = 13;

    /// <summary>Moves heights apart.</summary>
    /// <param name="wanted">Where each label would stand best, px from the top.</param>
    /// <param name="top">No label stands above it.</param>
    /// <param name="bottom">No label stands below it, while there is room.</param>
    /// <returns>Where each stands, in the same order: 13 px apart at least, in the order of the wanted heights.</returns>
    public static ImmutableArray<double> Spread(ImmutableArray<double> wanted, double top, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Length).OrderBy(index => wanted[index]).ThenBy(index => index)];
        double[] placed = [.. wanted];
        double floor = top;
        foreach (int index in order)
        {
            placed[index] = Math.Max(placed[index], floor);
            floor = placed[index] + LineHeight;
        }

        double ceiling = bottom;
        foreach (int index in order.Reverse())
        {
            placed[index] = Math.Max(Math.Min(placed[index], ceiling), top);
            ceiling = placed[index] - LineHeight;
        }

        return [.. placed];
    }
}
