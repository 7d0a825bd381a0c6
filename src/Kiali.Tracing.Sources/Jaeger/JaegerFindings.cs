using System.Globalization;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Puts together what several searches brought: each trace once, the newest up to the limit, and what is to be said of the rest.</summary>
/// <param name="sourceUri">The source, for warnings.</param>
/// <param name="limit">The most traces; null for all.</param>
internal sealed class JaegerFindings(string sourceUri, int? limit)
{
    private readonly List<SpanColumns> _pieces = [];
    private readonly HashSet<TraceId> _carried = [];
    private readonly Dictionary<TraceId, long> _kept = [];
    private readonly HashSet<TraceId> _left = [];
    private readonly HashSet<TraceId> _unfinished = [];
    private readonly List<JaegerSearched> _truncated = [];
    private readonly List<JaegerSearched> _failed = [];
    private readonly List<Warning> _notes = [];
    private readonly ReadTally _tally = new(sourceUri);
    private bool _incomplete;

    /// <summary>How many traces there are up to now.</summary>
    public int Count => _kept.Count;

    /// <summary>When the oldest of the newest begins, Unix nanoseconds: an older trace would not be kept. Null while there are fewer than the limit.</summary>
    public long? Floor => _kept.Count > 0 && _kept.Count == limit ? _kept.Values.Min() : null;

    /// <summary>Says something.</summary>
    /// <param name="code">The warning's code.</param>
    /// <param name="message">One sentence or more.</param>
    /// <param name="isLoss">Whether something is missing because of it.</param>
    /// <param name="count">How often it happened.</param>
    public void Say(string code, string message, bool isLoss, long count = 1)
    {
        _notes.Add(new Warning(code, message, count, sourceUri));
        _incomplete |= isLoss;
    }

    /// <summary>Takes what the search of one service brought.</summary>
    /// <param name="searched">The answers.</param>
    public void Add(JaegerSearched searched)
    {
        foreach ((JaegerBatch batch, HashSet<TraceId> matching) in searched.Answers)
        {
            _tally.Add(batch.Tally);
            if (batch.Unfinished is { } unfinished)
            {
                _unfinished.Add(unfinished);
            }

            Take(batch.Columns, matching);
        }

        if (searched.IsTruncated)
        {
            _truncated.Add(searched);
        }

        if (searched.Failure is not null)
        {
            _failed.Add(searched);
        }

        Trim();
    }

    /// <summary>The answer.</summary>
    public Answer<TraceSet> ToAnswer()
    {
        SayFailures();
        SayLimits();
        foreach (TraceId id in _unfinished.Where(_kept.ContainsKey).Order())
        {
            _notes.Add(new Warning("partial-trace", $"Trace {id} was still arriving when the deadline came; it may lack spans.", 1, id.ToString()));
        }

        TraceSet set = TraceSet.Create([.. _pieces], _kept.ContainsKey);
        return new Answer<TraceSet>(set, !_tally.Incomplete && !_incomplete, [.. _tally.ToWarnings(), .. _notes]);
    }

    // No trace may have its spans twice: a piece comes as it is where nothing of it came before, else only what is new of it is copied.
    private void Take(SpanColumns columns, HashSet<TraceId> matching)
    {
        HashSet<TraceId> fresh = [.. matching.Where(id => !_carried.Contains(id))];
        if (fresh.Count == 0)
        {
            return;
        }

        HashSet<TraceId> all = [.. columns.TraceIds];
        bool isNew = !all.Overlaps(_carried);
        _pieces.Add(isNew ? columns : ColumnsExtract.Of(columns, fresh));
        _carried.UnionWith(isNew ? all : fresh);
        for (int row = 0; row < columns.Count; row++)
        {
            TraceId id = columns.TraceIds[row];
            if (fresh.Contains(id))
            {
                long start = columns.StartsUnixNano[row];
                _kept[id] = _kept.TryGetValue(id, out long earlier) ? Math.Min(earlier, start) : start;
            }
        }
    }

    private void Trim()
    {
        if (limit is not { } most || _kept.Count <= most)
        {
            return;
        }

        foreach (TraceId id in _kept.OrderByDescending(trace => trace.Value).ThenByDescending(trace => trace.Key).Skip(most).Select(trace => trace.Key).ToList())
        {
            _kept.Remove(id);
            _left.Add(id);
        }
    }

    private void SayFailures()
    {
        if (_failed.Count > 0)
        {
            Say("partial", $"{Services(_failed)} could not be searched whole: {_failed[0].Failure!.Message}", isLoss: true, _failed.Count);
        }
    }

    private void SayLimits()
    {
        if (_left.Count > 0)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture, $"At least {_kept.Count + _left.Count} traces match; the newest {_kept.Count} are shown. Raise --limit or narrow the window for more.");
            Say("limit", message, isLoss: true, _left.Count);
        }
        else if (_truncated.Count > 0)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"Jaeger gave the newest {_truncated[0].Depth} traces of {Services(_truncated)} and may have more; older ones were not looked at. Narrow the window or raise --limit.");
            Say("limit", message, isLoss: true, _truncated.Count);
        }
    }

    private static string Services(List<JaegerSearched> searched) => searched.Count == 1
        ? $"the service {searched[0].Service}"
        : string.Create(CultureInfo.InvariantCulture, $"{searched.Count} services, such as {searched[0].Service},");
}
