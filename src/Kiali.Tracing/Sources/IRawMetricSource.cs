using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Gives samples as they were scraped, so that a snapshot can be computed with later.</summary>
/// <remarks>Failures as with <see cref="ITraceSource"/>.</remarks>
public interface IRawMetricSource : ISource
{
    /// <summary>What keeps the samples, for instance <c>prometheus</c> and <c>3.5.0</c>; empty texts when unknown.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Its name and version.</returns>
    Task<(string Name, string Version)> GetStoreAsync(CancellationToken cancellationToken);

    /// <summary>The series of one metric with their samples.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The series that have samples then, ordered by labels, each once; incomplete when a part could not be had.</returns>
    Task<Answer<ImmutableArray<RawSeries>>> GetRawSeriesAsync(RawSeriesQuery query, CancellationToken cancellationToken);
}
