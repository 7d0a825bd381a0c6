namespace Kiali.Tracing;

/// <summary>A stretch of time, half-open: the start belongs to it, the end does not.</summary>
public readonly record struct TimeRange
{
    /// <summary>Makes a range.</summary>
    /// <param name="startUnixNano">Its first nanosecond, Unix time.</param>
    /// <param name="endUnixNano">The first nanosecond after it; equal to the start for an empty range.</param>
    /// <exception cref="ArgumentException">The end lies before the start.</exception>
    public TimeRange(long startUnixNano, long endUnixNano)
    {
        if (endUnixNano < startUnixNano)
        {
            throw new ArgumentException(
                $"The range ends ({UnixTime.ToRfc3339(endUnixNano)}) before it starts ({UnixTime.ToRfc3339(startUnixNano)}).", nameof(endUnixNano));
        }

        StartUnixNano = startUnixNano;
        EndUnixNano = endUnixNano;
    }

    /// <summary>The first nanosecond of the range, Unix time.</summary>
    public long StartUnixNano { get; }

    /// <summary>The first nanosecond after the range, Unix time.</summary>
    public long EndUnixNano { get; }

    /// <summary>The start as a time of the calendar, rounded down to 100 ns.</summary>
    public DateTimeOffset Start => UnixTime.ToDateTimeOffset(StartUnixNano);

    /// <summary>The end as a time of the calendar, rounded down to 100 ns.</summary>
    public DateTimeOffset End => UnixTime.ToDateTimeOffset(EndUnixNano);

    /// <summary>The length.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((EndUnixNano - StartUnixNano) / 100);

    /// <summary>Whether the range holds no time at all.</summary>
    public bool IsEmpty => StartUnixNano == EndUnixNano;

    /// <summary>Makes a range from times of the calendar.</summary>
    /// <param name="start">Its start.</param>
    /// <param name="end">Its end, exclusive.</param>
    /// <returns>The range.</returns>
    /// <exception cref="ArgumentException">The end lies before the start.</exception>
    public static TimeRange Between(DateTimeOffset start, DateTimeOffset end) => new(UnixTime.ToUnixNano(start), UnixTime.ToUnixNano(end));

    /// <summary>Whether a time lies in the range.</summary>
    /// <param name="unixNano">The time, Unix nanoseconds.</param>
    /// <returns>Whether start ≤ time &lt; end.</returns>
    public bool Contains(long unixNano) => unixNano >= StartUnixNano && unixNano < EndUnixNano;

    /// <summary>Whether a stretch shares time with the range; a stretch without length counts as its one moment.</summary>
    /// <param name="startUnixNano">The stretch's start.</param>
    /// <param name="endUnixNano">The stretch's end.</param>
    /// <returns>Whether they share time.</returns>
    public bool Overlaps(long startUnixNano, long endUnixNano)
        => startUnixNano < EndUnixNano && (endUnixNano > StartUnixNano || (startUnixNano == endUnixNano && startUnixNano == StartUnixNano));

    /// <summary>The range that holds both.</summary>
    /// <param name="other">Another range.</param>
    /// <returns>From the earlier start to the later end.</returns>
    public TimeRange Union(TimeRange other)
        => new(Math.Min(StartUnixNano, other.StartUnixNano), Math.Max(EndUnixNano, other.EndUnixNano));
}
