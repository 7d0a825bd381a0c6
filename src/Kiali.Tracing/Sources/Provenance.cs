namespace Kiali.Tracing.Sources;

/// <summary>Where one kind of data came from.</summary>
/// <param name="Kind">What: <c>traces</c>, <c>metrics</c>, <c>logs</c>, <c>catalog</c>.</param>
/// <param name="Origin">The query it was captured by, and its limit, in words.</param>
/// <param name="Complete">Whether all was captured that was asked for.</param>
public sealed record Provenance(string Kind, string Origin, bool Complete);
