namespace Kiali.Tracing.Metrics;

/// <summary>Whether a sample exactly at the start of a range belongs to it.</summary>
public enum RangeBoundary
{
    /// <summary>It does not: <c>(t − w, t]</c>, as in Prometheus 3. The default.</summary>
    LeftOpen = 0,

    /// <summary>It does: <c>[t − w, t]</c>, as in Prometheus 2.</summary>
    Closed = 1,
}
