namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>How the reading of a log ended.</summary>
/// <param name="Lines">How many whole lines came.</param>
/// <param name="End">Why the reading ended.</param>
internal sealed record PodLogOutcome(long Lines, PodLogEnd End);
