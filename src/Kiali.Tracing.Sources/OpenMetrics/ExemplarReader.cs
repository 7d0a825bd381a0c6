using System.Buffers.Text;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Reads the exemplars that follow samples: <c># {trace_id="…"} value time</c>. A scrape repeats one until there is another: it counts once.</summary>
/// <param name="tally">Counts what could not be used.</param>
internal sealed class ExemplarReader(ReadTally tally)
{
    private const int Most = 100_000;

    private readonly HashSet<StoredExemplar> _exemplars = [];

    /// <summary>The exemplars, in the order of their first scrape.</summary>
    public IEnumerable<StoredExemplar> Exemplars => _exemplars;

    /// <summary>Reads one.</summary>
    /// <param name="text">The text from <c>#</c> on.</param>
    /// <param name="series">The sample's series.</param>
    /// <param name="unixMillis">When the sample was taken, which stands for the exemplar's own time where it has none.</param>
    public void Read(ReadOnlySpan<byte> text, StoredSeries series, long unixMillis)
    {
        text = text[1..].TrimStart((byte)' ');
        if (!text.StartsWith("{"u8) || !OpenMetricsLabels.TryRead(text, keep: true, out int length, out LabelSet? labels))
        {
            CountUnreadable();
            return;
        }

        text = text[length..].Trim((byte)' ');
        int blank = text.IndexOf((byte)' ');
        ReadOnlySpan<byte> number = blank < 0 ? text : text[..blank];
        long unixNano = unixMillis * UnixTime.NanosPerMilli;
        if (!OpenMetricsReader.TryReadNumber(number, out double value) || (blank >= 0 && !TryReadTime(text[(blank + 1)..], out unixNano)))
        {
            CountUnreadable();
            return;
        }

        if (_exemplars.Count < Most)
        {
            _exemplars.Add(new StoredExemplar(series.Name, new MetricExemplar(series.Labels, labels!, value, unixNano)));
        }
        else
        {
            tally.Add("too-many-exemplars", "exemplars came after the first 100,000 and were left out");
        }
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, out long unixNano)
    {
        unixNano = 0;
        if (!Utf8Parser.TryParse(text, out decimal seconds, out int used) || used != text.Length || Math.Abs(seconds) > 9_000_000_000m)
        {
            return false;
        }

        unixNano = (long)(seconds * UnixTime.NanosPerSecond);
        return true;
    }

    private void CountUnreadable() => tally.Add("unreadable-exemplar", "exemplars could not be read and were left out");
}
