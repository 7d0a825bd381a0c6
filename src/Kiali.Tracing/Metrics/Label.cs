namespace Kiali.Tracing.Metrics;

/// <summary>One label of a series.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; Prometheus treats the empty value as absent.</param>
public readonly record struct Label(string Name, string Value);
