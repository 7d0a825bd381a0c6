using System.Text;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Takes the lines of a container, each with the runtime's time before it, and keeps the newest of those that are wanted.</summary>
/// <param name="window">When the runtime received them.</param>
/// <param name="limit">How many to keep; null for all.</param>
/// <param name="wants">Whether a line is wanted for what it says; null when all are.</param>
internal sealed class PodLogCollector(TimeRange window, int? limit, Func<string, bool>? wants)
{
    private const int LongestTime = 40;

    // Two writers of one container, its output and its errors, may be out of order by a little.
    private const long Disorder = UnixTime.NanosPerSecond;

    private readonly SortedDictionary<long, long> _linesBySecond = [];
    private Queue<(long UnixNano, string Body)> _kept = [];
    private long _toSkip;

    /// <summary>The lines that are kept, in the order they were written.</summary>
    public IReadOnlyCollection<(long UnixNano, string Body)> Kept => _kept;

    /// <summary>How many lines were wanted, those that are not kept any more included.</summary>
    public long Wanted { get; private set; }

    /// <summary>How many lines have no time and are left out.</summary>
    public long Timeless { get; private set; }

    /// <summary>The first line without a time: a runtime says there what is wrong. Null when there was none.</summary>
    public string? FirstTimeless { get; private set; }

    /// <summary>How many lines lost their end because they are too long.</summary>
    public long Shortened { get; private set; }

    /// <summary>Whether a line came from before the window, so that its start was reached.</summary>
    public bool ReachedStart { get; private set; }

    /// <summary>The second to go on from after a cut, Unix nanoseconds; null when no line came.</summary>
    public long? LastSecondUnixNano { get; private set; }

    /// <summary>Whether a line came since the reading last went on.</summary>
    public bool Progressed { get; private set; }

    /// <summary>Gets ready for the lines from a second on, once more: those that came already are passed over.</summary>
    /// <param name="secondUnixNano">The second, Unix nanoseconds.</param>
    public void GoOnFrom(long secondUnixNano)
    {
        _toSkip = 0;
        foreach ((long second, long count) in _linesBySecond)
        {
            _toSkip += second >= secondUnixNano ? count : 0;
        }

        Progressed = false;
    }

    /// <summary>A collector with what this one has, for a request that may be repeated.</summary>
    /// <returns>The copy.</returns>
    public PodLogCollector Copy()
    {
        PodLogCollector copy = new(window, limit, wants)
        {
            _kept = new Queue<(long UnixNano, string Body)>(_kept),
            _toSkip = _toSkip,
            Wanted = Wanted,
            Timeless = Timeless,
            FirstTimeless = FirstTimeless,
            Shortened = Shortened,
            ReachedStart = ReachedStart,
            LastSecondUnixNano = LastSecondUnixNano,
            Progressed = Progressed,
        };
        foreach ((long second, long count) in _linesBySecond)
        {
            copy._linesBySecond.Add(second, count);
        }

        return copy;
    }

    /// <summary>Takes a line.</summary>
    /// <param name="utf8">The line with its time, without its line end.</param>
    /// <param name="isShortened">Whether its end is missing.</param>
    /// <returns>Whether to go on: lines are by time, but for a second of disorder.</returns>
    public bool Take(ReadOnlySpan<byte> utf8, bool isShortened)
    {
        if (_toSkip > 0)
        {
            _toSkip--;
            return true;
        }

        utf8 = utf8.TrimEnd("\r"u8);
        if (!TryTime(utf8, out long time, out int bodyStart))
        {
            if (!utf8.IsEmpty)
            {
                Timeless++;
                FirstTimeless ??= Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 512)]);
            }

            return true;
        }

        long second = Math.DivRem(time, UnixTime.NanosPerSecond).Quotient * UnixTime.NanosPerSecond;
        _linesBySecond[second] = _linesBySecond.GetValueOrDefault(second) + 1;
        LastSecondUnixNano = second;
        Progressed = true;
        Shortened += isShortened ? 1 : 0;
        ReachedStart |= time < window.StartUnixNano;
        if (window.Contains(time))
        {
            Keep(time, Encoding.UTF8.GetString(utf8[bodyStart..]));
        }

        return time < window.EndUnixNano || time - window.EndUnixNano < Disorder;
    }

    private void Keep(long time, string body)
    {
        if (wants?.Invoke(body) == false)
        {
            return;
        }

        Wanted++;
        _kept.Enqueue((time, body));
        if (_kept.Count > limit)
        {
            _kept.Dequeue();
        }
    }

    private static bool TryTime(ReadOnlySpan<byte> utf8, out long time, out int bodyStart)
    {
        int blank = utf8.IndexOf((byte)' ');
        int length = blank < 0 ? utf8.Length : blank;
        bodyStart = blank < 0 ? utf8.Length : blank + 1;
        time = 0;
        if (length is < 20 or > LongestTime)
        {
            return false;
        }

        Span<char> text = stackalloc char[LongestTime];
        return Encoding.ASCII.TryGetChars(utf8[..length], text, out int written) && UnixTime.TryParseRfc3339(text[..written], out time);
    }
}
