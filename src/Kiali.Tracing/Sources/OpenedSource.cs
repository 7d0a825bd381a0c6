using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>An opened source: what it can give is told by which parts are there.</summary>
public sealed record OpenedSource : IAsyncDisposable
{
    /// <summary>The URI it was opened by, without credentials.</summary>
    public required string Uri { get; init; }

    /// <summary>What it is and its version, for people; for instance <c>snapshot of prometheus 3.5.0</c>.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// Asks a live source whether it can be reached, and which version it is; null for files, which were read when they were opened. Opening a live source asks
    /// nothing. Throws <see cref="SourceException"/> when it cannot be reached.
    /// </summary>
    public Func<CancellationToken, Task<SourceProbe>>? Probe { get; init; }

    /// <summary>Whether it goes on while it is asked, so that now is the clock's; false for files.</summary>
    public bool IsLive { get; init; }

    /// <summary>The namespace to look in when none is named, for instance that of a kubeconfig's context; null when it has none of its own.</summary>
    public string? DefaultNamespace { get; init; }

    /// <summary>The recorded range; null when it is live or has no times.</summary>
    public TimeRange? RecordedRange { get; init; }

    /// <summary>Its traces; null when it has none to give.</summary>
    public ITraceSource? Traces { get; init; }

    /// <summary>Its metrics; null when it has none to give.</summary>
    public IMetricSource? Metrics { get; init; }

    /// <summary>What answers PromQL; null for everything but a server of metrics.</summary>
    public IPromQlSource? PromQl { get; init; }

    /// <summary>Its samples as they were scraped, for snapshots; null when it has none to give.</summary>
    public IRawMetricSource? RawMetrics { get; init; }

    /// <summary>Its finished statistics of metrics, where it does not give the growth that <see cref="Metrics"/> have; null when it has none to give.</summary>
    public IMetricStatisticsSource? MetricStatistics { get; init; }

    /// <summary>The exemplars of its metrics; null when it has none to give.</summary>
    public IExemplarSource? Exemplars { get; init; }

    /// <summary>Its ready graphs; null when it has none to give.</summary>
    public IMeshGraphSource? Graphs { get; init; }

    /// <summary>Its logs; null when it has none to give.</summary>
    public ILogSource? Logs { get; init; }

    /// <summary>Its catalogue; null when it has none to give.</summary>
    public ICatalogSource? Catalog { get; init; }

    /// <summary>What was noticed while opening it.</summary>
    public ImmutableArray<Warning> Warnings { get; init; } = [];

    /// <summary>A digest that identifies the source's content, for reports; null when it is live.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where things came from and what was captured, for reports; empty when unknown.</summary>
    public ImmutableArray<Provenance> Provenance { get; init; } = [];

    /// <summary>What is to be closed with it; null when nothing is.</summary>
    public IAsyncDisposable? Owned { get; init; }

    /// <summary>Its metrics where they can be computed with: as growth, with buckets unless it has nothing better to give; null when it gives finished statistics.</summary>
    public IMetricSource? GrowthSource => MetricStatistics is null || Metrics is { HasBuckets: true } ? Metrics : null;

    /// <summary>Whether it has metrics, as growth or as finished statistics.</summary>
    public bool HasMetrics => Metrics is not null || MetricStatistics is not null;

    /// <summary>What it can give, in words: <c>traces</c>, <c>metrics</c>, <c>exemplars</c>, <c>promql</c>, <c>graph</c>, <c>logs</c>, <c>catalog</c>.</summary>
    public ImmutableArray<string> Capabilities =>
    [
        .. Traces is null ? Array.Empty<string>() : ["traces"],
        .. HasMetrics ? ["metrics"] : Array.Empty<string>(),
        .. Exemplars is null ? Array.Empty<string>() : ["exemplars"],
        .. PromQl is null ? Array.Empty<string>() : ["promql"],
        .. Graphs is null ? Array.Empty<string>() : ["graph"],
        .. Logs is null ? Array.Empty<string>() : ["logs"],
        .. Catalog is null ? Array.Empty<string>() : ["catalog"],
    ];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
