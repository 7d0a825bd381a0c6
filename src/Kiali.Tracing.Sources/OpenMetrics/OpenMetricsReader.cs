using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Reads OpenMetrics text with timestamps, line by line, into compact series.</summary>
/// <remarks>Format: OpenMetrics 1.0. Samples of one series usually follow each other, so that its labels are read once.</remarks>
internal sealed class OpenMetricsReader
{
    private const int MostSeries = 1_000_000;

    private readonly LineReader _lines;
    private readonly ReadTally _tally;
    private readonly Func<ReadOnlySpan<byte>, bool> _isWanted;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<(string Name, LabelSet Labels), StoredSeries> _series = [];
    private byte[] _head = [];
    private StoredSeries? _current;

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
    }

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
        if (_lines.BrokeOff || !ended)
        {
            _tally.Lose("truncated", "The metrics break off before their end; the samples before the damage are kept.");
        }

        return
        [
            .. _series.Values.Where(series => series.Samples.Count > 0)
                .OrderBy(series => series.Name, StringComparer.Ordinal).ThenBy(series => series.Labels),
        ];
    }

    private void ReadSample(ReadOnlySpan<byte> line)
    {
        int headLength;
        if (_head.Length > 0 && line.Length > _head.Length && line[_head.Length] == ' ' && line.StartsWith(_head))
        {
            headLength = _head.Length;
        }
        else if (!TryReadHead(line, out headLength))
        {
            _tally.Add("unreadable-sample", "lines of metrics could not be read and were left out");
            return;
        }

        if (_current is not null && !TryReadValue(line[(headLength + 1)..], _current.Samples))
        {
            _tally.Add("unreadable-sample", "lines of metrics could not be read and were left out");
        }
    }

    // The head is the name with its labels: everything before the blank that precedes the value.
    private bool TryReadHead(ReadOnlySpan<byte> line, out int length)
    {
        int brace = line.IndexOfAny((byte)'{', (byte)' ');
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
        if (length >= line.Length || line[length] != ' ')
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

    private bool TryReadValue(ReadOnlySpan<byte> text, SampleBlock samples)
    {
        int blank = text.IndexOf((byte)' ');
        if (blank <= 0 || !TryReadNumber(text[..blank], out double value))
        {
            return false;
        }

        ReadOnlySpan<byte> time = text[(blank + 1)..];
        int end = time.IndexOf((byte)' ');
        time = end < 0 ? time : time[..end];
        if (!Utf8Parser.TryParse(time, out decimal seconds, out int used) || used != time.Length || Math.Abs(seconds) > 9_000_000_000m)
        {
            return false;
        }

        if (!samples.TryAdd((long)Math.Round(seconds * 1000), value))
        {
            _tally.Add("unordered-sample", "samples did not come after the one before them and were left out");
        }

        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out double value)
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
}
