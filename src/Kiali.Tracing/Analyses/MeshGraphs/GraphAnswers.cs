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

    /// <summary>To <see cref="GraphQueries.Bytes"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> Bytes { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.Security"/>.</summary>
    public ImmutableArray<Answer<ImmutableArray<MetricSeries>>> Security { get; init; } = [];

    /// <summary>To <see cref="GraphQueries.ResponseTimes"/>.</summary>
    public ImmutableArray<Answer<HistogramAnswer>> ResponseTimes { get; init; } = [];
}
