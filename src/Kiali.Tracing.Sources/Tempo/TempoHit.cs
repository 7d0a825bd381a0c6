namespace Kiali.Tracing.Sources.Tempo;

/// <summary>A trace that a search found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="StartUnixNano">Its start as far as the search saw it; 0 when it does not tell.</param>
/// <param name="EndUnixNano">Its end as far as the search saw it, rounded up to a millisecond.</param>
/// <param name="HasRoot">Whether the search saw its root; otherwise the times may be those of a part.</param>
internal readonly record struct TempoHit(TraceId Id, long StartUnixNano, long EndUnixNano, bool HasRoot)
{
    /// <summary>What two sights of one trace tell together.</summary>
    /// <param name="other">The other sight.</param>
    /// <returns>From the earlier start to the later end.</returns>
    public TempoHit Union(TempoHit other) => new(
        Id,
        StartUnixNano == 0 || other.StartUnixNano == 0 ? Math.Max(StartUnixNano, other.StartUnixNano) : Math.Min(StartUnixNano, other.StartUnixNano),
        Math.Max(EndUnixNano, other.EndUnixNano),
        HasRoot || other.HasRoot);
}
