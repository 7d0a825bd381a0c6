using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Asks for samples as they were scraped.</summary>
/// <param name="Name">The metric's name, with <c>_bucket</c>, <c>_sum</c>, <c>_count</c> or <c>_total</c>.</param>
/// <param name="Matchers">What a series must have; all must hold.</param>
/// <param name="FromUnixMillis">The first time wanted.</param>
/// <param name="ToUnixMillis">The last time wanted, itself included.</param>
public sealed record RawSeriesQuery(string Name, ImmutableArray<LabelMatcher> Matchers, long FromUnixMillis, long ToUnixMillis);
