using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>What a server answered in PromQL.</summary>
/// <param name="Kind">What kind of answer it is.</param>
/// <param name="Series">Its series, in the server's order; a scalar is one series without labels. Empty for a text.</param>
/// <param name="Text">The text, of <see cref="PromQlValueKind.Text"/>; null for numbers.</param>
/// <param name="DataJson">The server's <c>data</c>, JSON as it came; of a range that was asked in parts, the parts' values put together by series.</param>
public sealed record PromQlAnswer(PromQlValueKind Kind, ImmutableArray<PromQlSeries> Series, string? Text, string DataJson);
