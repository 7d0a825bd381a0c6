namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>Which response time a Kiali server was asked to put on edges; its answer does not say.</summary>
internal enum KialiResponseTime
{
    /// <summary>Not known: it is taken for the 95th percentile, which is Kiali's default.</summary>
    Unknown = 0,

    /// <summary>The mean.</summary>
    Average = 1,

    /// <summary>The median.</summary>
    Median = 2,

    /// <summary>The 95th percentile.</summary>
    P95 = 3,

    /// <summary>The 99th percentile.</summary>
    P99 = 4,
}
