namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>How the reading of a log ended.</summary>
/// <param name="Lines">How many whole lines came.</param>
/// <param name="IsCut">Whether the server stopped at the most bytes.</param>
/// <param name="IsLate">Whether the deadline came before the end.</param>
internal sealed record PodLogOutcome(long Lines, bool IsCut, bool IsLate);
