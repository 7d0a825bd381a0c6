namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Cuts a stream into lines of bytes without copying them; memory is bounded by the longest line allowed.</summary>
/// <param name="stream">The stream.</param>
/// <param name="givesLast">Whether a last line without a line end counts as a line; otherwise it counts as broken off. Default no.</param>
internal sealed class LineReader(Stream stream, bool givesLast = false)
{
    /// <summary>The longest line that is read; a longer one is skipped and counted.</summary>
    public const int LongestLine = 1 << 20;

    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>How many lines were skipped as too long.</summary>
    public int SkippedLines { get; private set; }

    /// <summary>Whether the stream broke off: it was damaged or cut.</summary>
    public bool BrokeOff { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its line end; valid until the next call.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        bool skipping = false;
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, length);
                _start += length + 1;
                if (!skipping)
                {
                    line = line.EndsWith("\r"u8) ? line[..^1] : line;
                    return true;
                }

                skipping = false;
                continue;
            }

            if (_end - _start >= LongestLine)
            {
                SkippedLines += skipping ? 0 : 1;
                skipping = true;
                _start = _end;
            }

            if (_ended || !Fill())
            {
                return TryGiveLast(skipping, out line);
            }
        }
    }

    private bool TryGiveLast(bool skipping, out ReadOnlySpan<byte> line)
    {
        // The end mark of metrics is whole without a line end, too.
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
        bool isLine = (givesLast || rest.SequenceEqual("# EOF"u8)) && !BrokeOff && !skipping && _end > _start;
        line = isLine ? rest : default;
        BrokeOff |= !isLine && (_end > _start || (skipping && !givesLast));
        _start = isLine ? _end : _start;
        return isLine;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            int read = stream.Read(_buffer.AsSpan(_end));
            _end += read;
            _ended = read == 0;
            return read > 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            BrokeOff = true;
            _ended = true;
            return false;
        }
    }
}
