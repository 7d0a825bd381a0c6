using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources;

/// <summary>Collects the lines of several streams and keeps the newest. Safe for several threads.</summary>
/// <remarks>The order is by time, then stream, then the order within the stream, whatever the order in which lines come in.</remarks>
/// <param name="limit">How many to keep; null for all.</param>
internal sealed class NewestLines(int? limit)
{
    private const int Slack = 4096;

    private readonly Lock _lock = new();
    private List<(RawLogLine Line, int Stream, long Position)> _lines = [];
    private long _leftOut;
    private bool _more;

    /// <summary>Adds lines of one stream.</summary>
    /// <param name="stream">The stream's number.</param>
    /// <param name="firstPosition">The position of the first line within the stream.</param>
    /// <param name="lines">The lines in the order they were written.</param>
    public void Add(int stream, long firstPosition, IEnumerable<RawLogLine> lines)
    {
        lock (_lock)
        {
            foreach (RawLogLine line in lines)
            {
                _lines.Add((line, stream, firstPosition++));
                if (limit is { } most && _lines.Count >= (2L * most) + Slack)
                {
                    Cut(most);
                }
            }
        }
    }

    /// <summary>Counts lines that were left out before they came here.</summary>
    /// <param name="count">How many are known of.</param>
    /// <param name="more">Whether there may be more than those.</param>
    public void LeaveOut(long count, bool more)
    {
        lock (_lock)
        {
            _leftOut += count;
            _more |= more;
        }
    }

    /// <summary>The lines that are kept.</summary>
    /// <param name="warning">What the limit left out; null when nothing.</param>
    /// <param name="source">The source's URI, for the warning.</param>
    /// <returns>The lines in order.</returns>
    public ImmutableArray<RawLogLine> ToLines(string source, out Warning? warning)
    {
        lock (_lock)
        {
            Cut(limit ?? int.MaxValue);
            warning = null;
            if (_leftOut > 0 || _more)
            {
                string found = string.Create(CultureInfo.InvariantCulture, $"{(_more ? "at least " : string.Empty)}{_lines.Count + Math.Max(1, _leftOut)}");
                warning = new Warning(
                    "limit",
                    string.Create(CultureInfo.InvariantCulture, $"{found} lines match; the newest {_lines.Count} are shown. Raise --limit or narrow the window for more."),
                    Math.Max(1, _leftOut),
                    source);
            }

            return [.. _lines.Select(item => item.Line)];
        }
    }

    private void Cut(int most)
    {
        _lines = [.. _lines.OrderBy(item => item.Line.UnixNano).ThenBy(item => item.Stream).ThenBy(item => item.Position)];
        int surplus = Math.Max(0, _lines.Count - most);
        _lines.RemoveRange(0, surplus);
        _leftOut += surplus;
    }
}
