namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>How a server of Prometheus's API is asked.</summary>
internal sealed record PrometheusOptions
{
    /// <summary>The options of every source.</summary>
    public static PrometheusOptions Standard { get; } = new();

    /// <summary>The most moments of one question; more are asked in parts. Default 11,000, the most that Prometheus answers.</summary>
    public int MostPoints { get; init; } = 11_000;

    /// <summary>The most moments of one range in all its parts; default 1,100,000, a hundred questions.</summary>
    public int MostPointsInAll { get; init; } = 1_100_000;

    /// <summary>From how many characters on a question is posted as a form instead of standing in the address; default 2,000, which every proxy lets through.</summary>
    public int LongestAddress { get; init; } = 2_000;

    /// <summary>Into how many steps a window is parted to find its first and last sample; default 2,000.</summary>
    public int CoverageSteps { get; init; } = 2_000;

    /// <summary>The stretch before now whose workloads are the present ones; default one hour.</summary>
    public TimeSpan CatalogWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most bytes of one answer; default 256 MiB.</summary>
    public long LargestBody { get; init; } = 256L << 20;

    /// <summary>How much time one question for samples as they were scraped spans; default one hour.</summary>
    public TimeSpan RawStretch { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many such questions are asked at a time; default 2, as their answers are large.</summary>
    public int RawStretchesAtOnce { get; init; } = 2;
}
