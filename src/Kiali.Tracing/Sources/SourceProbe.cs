namespace Kiali.Tracing.Sources;

/// <summary>What a live source said when it was asked whether it is there.</summary>
/// <param name="Version">Its version, as it names itself; null when it does not.</param>
/// <param name="Message">What answers, for people, for instance <c>Prometheus 3.5.0</c>.</param>
public sealed record SourceProbe(string? Version, string Message);
