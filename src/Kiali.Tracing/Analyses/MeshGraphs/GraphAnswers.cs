using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>The answers to <see cref="GraphQueries"/>, in their order.</summary>
public sealed record GraphAnswers
{
    /// <summary>No answers at all: a graph from spans alone.</summary>
    public static GraphAnswers None { get; } = new();

    /// <summary>To <see cref="GraphQueries.Requests"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> Requests { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.SentMessages"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> SentMessages { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.ReceivedMessages"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> ReceivedMessages { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.SentBytes"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> SentBytes { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.ReceivedBytes"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> ReceivedBytes { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.Security"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> Security { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.ConnectionSecurity"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> ConnectionSecurity { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.ResponseTimes"/>.</summary>
    public ImmutableArray<Answer<HistogramAnswer>> ResponseTimes { get; init; } = [];

    /// <summary>Whether all answers are all there is.</summary>
    public bool Complete => Counters.All(answer => answer.Complete) && ResponseTimes.All(answer => answer.Complete);

    /// <summary>The warnings of all.</summary>
    public IEnumerable<Warning> Warnings => Counters.SelectMany(answer => answer.Warnings).Concat(ResponseTimes.SelectMany(answer => answer.Warnings));

    private IEnumerable<Answer<ImmutableArray<MetricSeries>>> Counters =>
        [.. Requests, .. SentMessages, .. ReceivedMessages, .. SentBytes, .. ReceivedBytes, .. Security, .. ConnectionSecurity];
}
