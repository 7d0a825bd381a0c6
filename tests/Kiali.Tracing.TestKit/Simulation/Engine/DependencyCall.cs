using System.Collections.Immutable;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>One call of an application to a service, with all its attempts.</summary>
public sealed record DependencyCall
{
    public required ScenarioCall Call { get; init; }

    public required long StartNanos { get; init; }

    public required long EndNanos { get; init; }

    public required ImmutableArray<Exchange> Attempts { get; init; }

    public required ulong SpanId { get; init; }

    public bool Failed => Attempts[^1].Client.Failed;
}
