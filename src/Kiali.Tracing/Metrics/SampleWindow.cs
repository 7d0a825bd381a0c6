namespace Kiali.Tracing.Metrics;

/// <summary>Where in a series the samples of a range lie.</summary>
/// <param name="Start">The position of the first sample of the range.</param>
/// <param name="Length">How many samples; stale markers are among them.</param>
public readonly record struct SampleWindow(int Start, int Length)
{
    /// <summary>Finds the samples of a range.</summary>
    /// <param name="unixMillis">The samples' times, rising.</param>
    /// <param name="endUnixMillis">The end of the range; a sample there belongs to it.</param>
    /// <param name="lengthMillis">The length of the range, at least 0.</param>
    /// <param name="boundary">Whether a sample at the start of the range belongs to it.</param>
    /// <returns>The place; without length where there are none.</returns>
    public static SampleWindow Find(ReadOnlySpan<long> unixMillis, long endUnixMillis, long lengthMillis, RangeBoundary boundary)
    {
        long first = endUnixMillis - lengthMillis + (boundary == RangeBoundary.LeftOpen ? 1 : 0);
        int start = FirstAtOrAfter(unixMillis, first);
        int end = FirstAtOrAfter(unixMillis, endUnixMillis + 1);
        return new SampleWindow(start, Math.Max(0, end - start));
    }

    private static int FirstAtOrAfter(ReadOnlySpan<long> unixMillis, long time)
    {
        int position = unixMillis.BinarySearch(time);
        return position < 0 ? ~position : position;
    }
}
