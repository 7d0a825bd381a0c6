namespace Kiali.Tracing.Sources;

/// <summary>Finds what a misspelt name may have meant.</summary>
internal static class NearNames
{
    /// <summary>The name that is nearest.</summary>
    /// <param name="name">The misspelt one.</param>
    /// <param name="known">Those there are.</param>
    /// <returns>The nearest, and the first in the alphabet of several; null when none is near: a third of its signs, and at least two, may differ.</returns>
    public static string? Closest(string name, IEnumerable<string> known)
        => known
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= Math.Max(2, name.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

    /// <summary>How many signs are to be put in, taken out or changed to make one text the other.</summary>
    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    /// <returns>The number.</returns>
    public static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
