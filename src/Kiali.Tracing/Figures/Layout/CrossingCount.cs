namespace Kiali.Tracing.Figures.Layout;

/// <summary>Counts crossings between two neighbouring layers.</summary>
internal static class CrossingCount
{
    /// <summary>How many pairs of edges cross. Edges that share an end do not.</summary>
    /// <param name="edges">The edges: positions in the left and in the right layer.</param>
    /// <param name="rightCount">How many positions the right layer has.</param>
    /// <returns>The number of crossings, in O(E log V).</returns>
    public static long Of(IEnumerable<(int Left, int Right)> edges, int rightCount)
    {
        // Edges in the order of their left ends: each crosses those before it whose right end lies below its own.
        long[] tree = new long[rightCount + 1];
        long crossings = 0;
        long seen = 0;
        foreach ((int _, int right) in edges.OrderBy(edge => edge.Left).ThenBy(edge => edge.Right))
        {
            long atOrAbove = 0;
            for (int index = right + 1; index > 0; index -= index & -index)
            {
                atOrAbove += tree[index];
            }

            crossings += seen - atOrAbove;
            seen++;
            for (int index = right + 1; index <= rightCount; index += index & -index)
            {
                tree[index]++;
            }
        }

        return crossings;
    }
}
