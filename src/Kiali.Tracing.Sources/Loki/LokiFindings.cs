using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Collects what the questions of one query found.</summary>
/// <param name="uri">The source, for warnings.</param>
/// <param name="limit">How many lines are wanted, the newest; null for all.</param>
internal sealed class LokiFindings(string uri, int? limit)
{
    private readonly NewestLines _lines = new(limit);
    private readonly List<Warning> _warnings = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly HashSet<(long UnixNano, string Namespace, string Pod, string Container, string Body)> _earlier = [];
    private List<(long UnixNano, string Namespace, string Pod, string Container, string Body)> _present = [];
    private long _unreadable;
    private bool _incomplete;

    /// <summary>How many lines are wanted, the newest; null for all.</summary>
    public int? Limit => limit;

    /// <summary>How many lines were kept so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the entries of one page.</summary>
    /// <param name="question">The question's number.</param>
    /// <param name="lines">The entries in order.</param>
    /// <returns>How many lines they are.</returns>
    public long Add(int question, IReadOnlyList<RawLogLine> lines)
    {
        List<RawLogLine> single = new(lines.Count);
        foreach (RawLogLine line in lines)
        {
            if (!_earlier.Contains(KeyOf(line)))
            {
                single.AddRange(line.Body.Contains('\n', StringComparison.Ordinal) ? line.Body.Split('\n').Select(part => line with { Body = part.TrimEnd('\r') }) : [line]);
                _present.Add(KeyOf(line));
            }
        }

        _lines.Add(question, 0, single);
        Count += single.Count;
        return single.Count;
    }

    /// <summary>Says that what was asked until now is of one collector; what another one wrote of the same lines does not count again.</summary>
    public void NextCollector()
    {
        _earlier.UnionWith(_present);
        _present = [];
    }

    /// <summary>Says that older lines were not asked for, because enough newer ones were found.</summary>
    public void LeaveOlder() => _lines.LeaveOut(0, more: true);

    /// <summary>Counts lines that could not be read.</summary>
    /// <param name="count">How many.</param>
    public void AddUnreadable(long count) => _unreadable += count;

    /// <summary>Says that something is missing.</summary>
    /// <param name="code">The warning's code.</param>
    /// <param name="message">What, in a sentence; said once.</param>
    public void Lose(string code, string message)
    {
        _incomplete = true;
        if (_said.Add(message))
        {
            _warnings.Add(new Warning(code, message, 1, uri));
        }
    }

    /// <summary>The answer.</summary>
    /// <returns>The lines with what is missing.</returns>
    public Answer<ImmutableArray<RawLogLine>> ToAnswer()
    {
        ImmutableArray<RawLogLine> lines = _lines.ToLines(uri, out Warning? cut);
        ImmutableArray<Warning> warnings =
        [
            .. cut is null ? [] : new[] { cut },
            .. _warnings,
            .. _unreadable == 0 ? [] : new[] { new Warning("unreadable-line", "Log lines of Loki could not be read and were left out.", _unreadable, uri) },
        ];
        return new Answer<ImmutableArray<RawLogLine>>(lines, cut is null && !_incomplete && _unreadable == 0, warnings);
    }

    private static (long, string, string, string, string) KeyOf(RawLogLine line)
        => (line.UnixNano, line.Workload.Namespace, line.Pod, line.Container, line.Body);
}
