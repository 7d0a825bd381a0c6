using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Collects what a search tells of traces, which may come in several messages and from several pieces of a window; each trace once.</summary>
internal sealed class TempoHits
{
    private readonly List<TraceId> _order = [];
    private readonly Dictionary<TraceId, TempoHit> _hits = [];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>How many traces there are.</summary>
    public int Count => _order.Count;

    /// <summary>The traces, the newest first, then by id.</summary>
    public ImmutableArray<TempoHit> NewestFirst => [.. _hits.Values.OrderByDescending(hit => hit.StartUnixNano).ThenBy(hit => hit.Id)];

    /// <summary>Adds what was told of a trace.</summary>
    /// <param name="id">The trace's id as it came.</param>
    /// <param name="hit">What was told; null when the id cannot be read.</param>
    public void Add(string id, TempoHit? hit)
    {
        if (hit is { } readable)
        {
            Add(readable);
        }
        else
        {
            _unreadable.Add(id);
        }
    }

    /// <summary>Adds what was told of a trace.</summary>
    /// <param name="hit">What was told.</param>
    public void Add(TempoHit hit)
    {
        if (_hits.TryGetValue(hit.Id, out TempoHit known))
        {
            _hits[hit.Id] = known.Union(hit);
        }
        else
        {
            _order.Add(hit.Id);
            _hits.Add(hit.Id, hit);
        }
    }

    /// <summary>Adds what was told of several traces.</summary>
    /// <param name="hits">What was told.</param>
    public void Add(ImmutableArray<TempoHit> hits)
    {
        foreach (TempoHit hit in hits)
        {
            Add(hit);
        }
    }

    /// <summary>How many traces start at a time or later.</summary>
    /// <param name="unixNano">The time, Unix nanoseconds.</param>
    /// <returns>The number.</returns>
    public int CountSince(long unixNano) => _hits.Values.Count(hit => hit.StartUnixNano >= unixNano);

    /// <summary>The answer with all that was told.</summary>
    /// <param name="isWhole">Whether it came to its end.</param>
    /// <returns>The answer.</returns>
    public TempoSearchAnswer ToAnswer(bool isWhole)
        => new() { Hits = [.. _order.Select(id => _hits[id])], IsWhole = isWhole, UnreadableIds = _unreadable.Count };
}
