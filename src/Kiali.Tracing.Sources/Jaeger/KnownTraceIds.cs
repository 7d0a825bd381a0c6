using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>The ids of traces that a source has given, by their low halves: Jaeger finds a trace by its whole id only. Safe for several threads.</summary>
internal sealed class KnownTraceIds
{
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, TraceId?> _byLowHalf = [];

    /// <summary>Remembers ids; past 100,000 no more.</summary>
    public void Add(ImmutableArray<TraceId> ids)
    {
        lock (_lock)
        {
            foreach (TraceId id in ids)
            {
                if (_byLowHalf.TryGetValue(id.Low, out TraceId? known))
                {
                    _byLowHalf[id.Low] = known == id ? id : null;
                }
                else if (_byLowHalf.Count < Most)
                {
                    _byLowHalf.Add(id.Low, id);
                }
            }
        }
    }

    /// <summary>The one id with a low half.</summary>
    /// <param name="low">The low half.</param>
    /// <returns>The id; null when none is known, or several are.</returns>
    public TraceId? OnlyWith(ulong low)
    {
        lock (_lock)
        {
            return _byLowHalf.GetValueOrDefault(low);
        }
    }
}
