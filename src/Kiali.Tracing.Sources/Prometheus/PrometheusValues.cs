using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>The <c>data</c> of an answer to a query.</summary>
/// <param name="Kind">What kind of answer it is.</param>
/// <param name="Series">Its series, in the server's order; a scalar is one series without labels.</param>
/// <param name="Text">The text of a text; null otherwise.</param>
internal sealed record PrometheusValues(PromQlValueKind Kind, ImmutableArray<PrometheusSeries> Series, string? Text);
