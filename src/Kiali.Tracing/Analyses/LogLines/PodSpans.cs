namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>The loaded spans of one pod, by start.</summary>
internal sealed class PodSpans
{
    private readonly PodSpan[] _spans;
    private readonly long[] _starts;
    private readonly long[] _latestEnds;

    /// <summary>Indexes spans.</summary>
    public PodSpans(IEnumerable<PodSpan> spans)
    {
        _spans = [.. spans.OrderBy(item => item.Span.StartUnixNano).ThenBy(item => item.Span.TraceId).ThenBy(item => item.Span.SpanId)];
        _starts = [.. _spans.Select(item => item.Span.StartUnixNano)];
        _latestEnds = new long[_spans.Length];
        long latest = long.MinValue;
        for (int index = 0; index < _spans.Length; index++)
        {
            latest = Math.Max(latest, _spans[index].Span.EndUnixNano);
            _latestEnds[index] = latest;
        }
    }

    /// <summary>No spans.</summary>
    public static PodSpans None { get; } = new([]);

    /// <summary>The spans that started before a moment ended and ended no earlier than it began.</summary>
    /// <param name="fromUnixNano">The moment's first nanosecond.</param>
    /// <param name="toUnixNano">Its last: that of the millisecond for a time that is told to the millisecond.</param>
    public IEnumerable<PodSpan> Covering(long fromUnixNano, long toUnixNano)
    {
        for (int index = CountStarted(toUnixNano) - 1; index >= 0 && _latestEnds[index] >= fromUnixNano; index--)
        {
            if (_spans[index].Span.EndUnixNano >= fromUnixNano)
            {
                yield return _spans[index];
            }
        }
    }

    /// <summary>The spans that started within a stretch, both ends included.</summary>
    public IEnumerable<PodSpan> StartedWithin(long fromUnixNano, long toUnixNano)
    {
        for (int index = CountStarted(toUnixNano) - 1; index >= 0 && _starts[index] >= fromUnixNano; index--)
        {
            yield return _spans[index];
        }
    }

    private int CountStarted(long unixNano)
    {
        int low = 0;
        int high = _starts.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_starts[middle] <= unixNano)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
