namespace Kiali.Tracing.Sources.Loki;

/// <summary>How a Loki is asked.</summary>
internal sealed record LokiOptions
{
    /// <summary>The labels that hold what, where the user says so; null to find them out.</summary>
    public LokiLabels? Labels { get; init; }

    /// <summary>The most lines of one page, at least 1; default 5,000, which is what Loki allows unless it is told otherwise. A Loki that allows less is followed.</summary>
    public int LargestPage { get; init; } = 5000;

    /// <summary>The most requests for one query; default 1,000. Past them the answer is incomplete.</summary>
    public int MostRequests { get; init; } = 1000;

    /// <summary>The shortest window that is still split when a Loki refuses it as too much; default 1 s.</summary>
    public TimeSpan ShortestSplit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The options that a source is opened with.</summary>
    /// <param name="options">How sources are opened.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">The labels cannot be read.</exception>
    public static LokiOptions From(SourceOpenOptions options) => new() { Labels = options.LokiLabels is { } labels ? LokiLabels.Parse(labels) : null };
}
