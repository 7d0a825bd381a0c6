using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>The values of one expression, in as many parts as it was asked in.</summary>
/// <param name="Parts">The parts, in the order of time.</param>
/// <param name="Complete">Whether the server gave all it should have.</param>
/// <param name="Warnings">What it said beside it.</param>
internal sealed record PartedValues(ImmutableArray<PrometheusValues> Parts, bool Complete, ImmutableArray<Warning> Warnings)
{
    /// <summary>The values of what was not asked.</summary>
    public static PartedValues None { get; } = new([], true, []);
}
