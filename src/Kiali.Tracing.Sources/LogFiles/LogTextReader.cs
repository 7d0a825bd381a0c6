using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.OpenMetrics;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Reads log text line by line into a store; puts lines together that a runtime cut.</summary>
/// <param name="stream">The text.</param>
/// <param name="lines">Where the lines go.</param>
/// <param name="origin">Who wrote them, a number of the store.</param>
/// <param name="tally">Counts what could not be used.</param>
/// <param name="isPacked">Whether the text was unpacked.</param>
internal sealed class LogTextReader(Stream stream, LogLineStore lines, int origin, ReadTally tally, bool isPacked)
{
    private const int LongestLine = 1 << 20;

    private readonly List<byte[]> _early = [];
    private readonly List<byte> _out = [];
    private readonly List<byte> _error = [];
    private long _time = LogTextLine.NoTime;

    /// <summary>Reads all.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void Read(CancellationToken cancellationToken)
    {
        // Packed data that is cut ends in the middle of a line, and its unpacker does not tell.
        LineReader reader = new(stream, givesLast: !isPacked);
        int count = 0;
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if ((++count & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!line.IsEmpty)
            {
                Add(line);
            }
        }

        Flush(_out);
        Flush(_error);
        tally.Add("long-line", "lines longer than 1 MiB were skipped", count: reader.SkippedLines);
        if (reader.BrokeOff)
        {
            tally.Lose("truncated", "The log breaks off before its end; the lines before the damage are kept.");
        }
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        LogTextLine read = LogTextLine.Read(line);
        if (read.UnixNano == LogTextLine.NoTime)
        {
            tally.Add("line-without-time", "lines have no time; they stand at the time of the line before them");
            if (_time == LogTextLine.NoTime)
            {
                _early.Add(line.ToArray());
            }
            else
            {
                lines.Add(_time, origin, line);
            }

            return;
        }

        tally.Add("time-without-offset", "times do not say how far they are from UTC; they are taken as UTC", count: read.HasOffset ? 0 : 1);
        if (_time == LogTextLine.NoTime)
        {
            foreach (byte[] early in _early)
            {
                lines.Add(read.UnixNano, origin, early);
            }
        }

        // A line that was cut has the time of its first part.
        List<byte> pending = read.IsError ? _error : _out;
        _time = read.UnixNano;
        if (read.IsPartial || pending.Count > 0)
        {
            Join(pending, read);
        }
        else
        {
            lines.Add(_time, origin, read.Body);
        }
    }

    private void Join(List<byte> pending, LogTextLine part)
    {
        if (pending.Count == 0)
        {
            pending.AddRange(BitConverter.GetBytes(part.UnixNano));
        }

        int room = sizeof(long) + LongestLine - pending.Count;
        tally.Add("cut-line", "lines were longer than 1 MiB and were cut there", count: part.Body.Length > room ? 1 : 0);
        pending.AddRange(part.Body.Length > room ? part.Body[..Math.Max(0, room)] : part.Body);
        if (!part.IsPartial)
        {
            Flush(pending);
        }
    }

    private void Flush(List<byte> pending)
    {
        if (pending.Count > 0)
        {
            byte[] bytes = [.. pending];
            lines.Add(BitConverter.ToInt64(bytes), origin, bytes.AsSpan(sizeof(long)));
            pending.Clear();
        }
    }
}
