using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>What a metric source answered to <see cref="MetricsQueries"/>.</summary>
public sealed record MetricsAnswers
{
    /// <summary>Which side of the traffic.</summary>
    public required TrafficDirection Direction { get; init; }

    /// <summary>Whether histograms have buckets, without which there are no quantiles but finished ones.</summary>
    public required bool HasBuckets { get; init; }

    /// <summary>How counters grew, by family; each by reporter and the labels that charts are grouped by, requests by protocol and code, too.</summary>
    public required ImmutableSortedDictionary<string, Answer<ImmutableArray<MetricSeries>>> Counters { get; init; }

    /// <summary>How histograms grew, by family; each by reporter and the labels that charts are grouped by. Empty where they are finished.</summary>
    public ImmutableSortedDictionary<string, Answer<HistogramAnswer>> Histograms { get; init; } =
        ImmutableSortedDictionary.Create<string, Answer<HistogramAnswer>>(StringComparer.Ordinal);

    /// <summary>The histograms' means and quantiles, of a source that gives finished statistics; null of one that gives growth.</summary>
    public ImmutableArray<StatisticSeries>? Finished { get; init; }

    /// <summary>Whether all answers are all there is.</summary>
    public bool Complete => Counters.Values.All(answer => answer.Complete) && Histograms.Values.All(answer => answer.Complete);

    /// <summary>The warnings of all.</summary>
    public ImmutableArray<Warning> Warnings =>
        [.. Counters.Values.SelectMany(answer => answer.Warnings), .. Histograms.Values.SelectMany(answer => answer.Warnings)];

    /// <summary>How a counter grew.</summary>
    /// <param name="family">Its name.</param>
    /// <returns>The series; none when it was not asked for.</returns>
    internal ImmutableArray<MetricSeries> GrowthOf(string family)
        => Counters.TryGetValue(family, out Answer<ImmutableArray<MetricSeries>>? answer) ? answer.Value : [];

    /// <summary>How a histogram grew.</summary>
    /// <param name="family">Its name.</param>
    /// <returns>The growth; none when it was not asked for, or is finished.</returns>
    internal ImmutableArray<HistogramIncrease> IncreasesOf(string family)
        => Histograms.TryGetValue(family, out Answer<HistogramAnswer>? answer) ? answer.Value.Increases : [];
}
