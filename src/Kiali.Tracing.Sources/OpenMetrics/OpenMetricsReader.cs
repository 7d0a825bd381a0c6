using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Reads OpenMetrics text, or Prometheus's older text, line by line, into compact series.</summary>
/// <remarks>
/// Formats: OpenMetrics 1.0, whose times are seconds and whose last line is <c># EOF</c>; Prometheus text 0.0.4, whose times are milliseconds and which has no last
/// line. A time is told by its size: 100,000,000,000 seconds are in the year 5138. Samples of one series usually follow each other, so that its labels are read once.
/// </remarks>
internal sealed class OpenMetricsReader
{
    private const int MostSeries = 1_000_000;
    private const decimal LeastMillis = 100_000_000_000m;
    private const decimal MostSeconds = 9_000_000_000m;

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    private readonly LineReader _lines;
    private readonly ReadTally _tally;
    private readonly Func<ReadOnlySpan<byte>, bool> _isWanted;
    private readonly CancellationToken _cancellationToken;
    private readonly ExemplarReader _exemplars;
    private readonly Dictionary<(string Name, LabelSet Labels), StoredSeries> _series = [];
    private byte[] _head = [];
    private StoredSeries? _current;
    private bool _hasSeconds;

    /// <summary>Makes a reader.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="tally">Counts what could not be used.</param>
    /// <param name="isWanted">Whether a metric's name, suffix included, is wanted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public OpenMetricsReader(Stream stream, ReadTally tally, Func<ReadOnlySpan<byte>, bool> isWanted, CancellationToken cancellationToken)
    {
        _lines = new LineReader(stream);
        _tally = tally;
        _isWanted = isWanted;
        _cancellationToken = cancellationToken;
        _exemplars = new ExemplarReader(tally);
    }

    /// <summary>The exemplars that were read beside samples; after <see cref="Read"/>.</summary>
    public IEnumerable<StoredExemplar> Exemplars => _exemplars.Exemplars;

    /// <summary>When samples without a time were taken, Unix milliseconds; null when such samples cannot be used. Default null.</summary>
    public long? UntimedUnixMillis { get; init; }

    /// <summary>Whether it is OpenMetrics for sure, so that a missing last line means that something is missing. Default yes.</summary>
    public bool IsOpenMetrics { get; init; } = true;

    /// <summary>Reads all.</summary>
    /// <returns>The wanted series that have samples, by name and labels.</returns>
    public ImmutableArray<StoredSeries> Read()
    {
        bool ended = false;
        int count = 0;
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if ((++count & 0xFFF) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }

            line = line.Trim(Blanks);
            if (line.StartsWith("#"u8))
            {
                ended |= line.SequenceEqual("# EOF"u8);
            }
            else if (!line.IsEmpty)
            {
                ReadSample(line);
            }
        }

        _tally.Add("long-line", "lines longer than 1 MiB were skipped", count: _lines.SkippedLines);
        if (_lines.BrokeOff || (!ended && (IsOpenMetrics || _hasSeconds)))
        {
            _tally.Lose("truncated", "The metrics break off before their end; the samples before the damage are kept.");
        }

        return
        [
            .. _series.Values.Where(series => series.Samples.Count > 0)
                .OrderBy(series => series.Name, StringComparer.Ordinal).ThenBy(series => series.Labels),
        ];
    }

    /// <summary>Reads a number as the text formats write it, <c>NaN</c>, <c>+Inf</c> and <c>-Inf</c> among them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, out double value)
    {
        if (Utf8Parser.TryParse(text, out value, out int used) && used == text.Length)
        {
            return true;
        }

        value = text.SequenceEqual("+Inf"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-Inf"u8) ? double.NegativeInfinity
            : double.NaN;
        return !double.IsNaN(value) || text.SequenceEqual("NaN"u8);
    }

    private void ReadSample(ReadOnlySpan<byte> line)
    {
        int headLength;
        if (_head.Length > 0 && line.Length > _head.Length && line[_head.Length] is (byte)' ' or (byte)'\t' && line.StartsWith(_head))
        {
            headLength = _head.Length;
        }
        else if (!TryReadHead(line, out headLength))
        {
            _tally.Add("unreadable-sample", "lines of metrics could not be read and were left out");
            return;
        }

        if (_current is not null && !TryReadValue(line[headLength..].TrimStart(Blanks), _current))
        {
            _tally.Add("unreadable-sample", "lines of metrics could not be read and were left out");
        }
    }

    // The head is the name with its labels: everything before the blank that precedes the value.
    private bool TryReadHead(ReadOnlySpan<byte> line, out int length)
    {
        int brace = line.IndexOfAny((byte)'{', (byte)' ', (byte)'\t');
        length = brace;
        if (brace <= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> name = line[..brace];
        bool wanted = _isWanted(name);
        LabelSet? labels = LabelSet.Empty;
        if (line[brace] == '{' && !OpenMetricsLabels.TryRead(line[brace..], wanted, out length, out labels))
        {
            return false;
        }

        length += line[brace] == '{' ? brace : 0;
        if (length >= line.Length || line[length] is not ((byte)' ' or (byte)'\t'))
        {
            return false;
        }

        _head = line[..length].ToArray();
        _current = wanted ? SeriesOf(Encoding.UTF8.GetString(name), labels!) : null;
        return true;
    }

    private StoredSeries? SeriesOf(string name, LabelSet labels)
    {
        if (_series.TryGetValue((name, labels), out StoredSeries? known))
        {
            return known;
        }

        if (_series.Count == MostSeries)
        {
            _tally.Lose("too-many-series", "The metrics hold more than 1,000,000 series; the others were left out.");
            return null;
        }

        StoredSeries series = new(name, labels, new SampleBlock());
        _series.Add((name, labels), series);
        return series;
    }

    private bool TryReadValue(ReadOnlySpan<byte> text, StoredSeries series)
    {
        int blank = text.IndexOfAny(Blanks);
        ReadOnlySpan<byte> number = blank < 0 ? text : text[..blank];
        ReadOnlySpan<byte> rest = blank < 0 ? default : text[blank..].TrimStart(Blanks);
        if (!TryReadNumber(number, out double value) || !TryReadTime(rest, out long unixMillis))
        {
            return false;
        }

        if (rest.IndexOf((byte)'#') is >= 0 and int exemplar)
        {
            _exemplars.Read(rest[exemplar..], series, unixMillis);
        }

        if (!series.Samples.TryAdd(unixMillis, value))
        {
            _tally.Add("unordered-sample", "samples did not come after the one before them and were left out");
        }

        return true;
    }

    // What follows the value: a time, and then perhaps an exemplar.
    private bool TryReadTime(ReadOnlySpan<byte> text, out long unixMillis)
    {
        unixMillis = UntimedUnixMillis ?? 0;
        if (text.IsEmpty || text[0] == '#')
        {
            _tally.Add("untimed-sample", "samples have no time; they stand at the file's own, as one scrape, of which no growth can be computed", count: UntimedUnixMillis is null ? 0 : 1);
            return UntimedUnixMillis is not null;
        }

        int end = text.IndexOfAny(Blanks);
        ReadOnlySpan<byte> time = end < 0 ? text : text[..end];
        if (!Utf8Parser.TryParse(time, out decimal number, out int used) || used != time.Length || Math.Abs(number) >= MostSeconds * 1000)
        {
            return false;
        }

        bool isMillis = Math.Abs(number) >= LeastMillis;
        if (!isMillis && Math.Abs(number) > MostSeconds)
        {
            return false;
        }

        _hasSeconds |= !isMillis;
        unixMillis = (long)Math.Round(isMillis ? number : number * 1000);
        return true;
    }
}
