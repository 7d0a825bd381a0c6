using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>The requests that reach the mesh from outside.</summary>
public sealed record ScenarioTraffic
{
    /// <summary>Name of the gateway workload.</summary>
    public required string Entry { get; init; }

    /// <summary>Host that clients ask for.</summary>
    public required string Authority { get; init; }

    /// <summary>Address that the gateway sees its clients under.</summary>
    public required string ClientAddress { get; init; }

    /// <summary>Mean over a day.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>How far the rate swings over a day, as a share of the mean.</summary>
    public required double DailySwing { get; init; }

    /// <summary>Hour (UTC) of the highest rate.</summary>
    public required double PeakHour { get; init; }

    public required ImmutableArray<Weighted> Paths { get; init; }

    public required ImmutableArray<Weighted> UserAgents { get; init; }
}
