namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>All containers of a pod end and start again under the same pod name; the proxy's counters begin at zero.</summary>
public sealed record ScenarioRestart
{
    public required string Pod { get; init; }

    /// <summary>When the processes end. No call is sent to the pod from <see cref="DrainSeconds"/> before until it is up again.</summary>
    public required DateTimeOffset At { get; init; }

    public double DrainSeconds { get; init; } = 2;

    public required double DownSeconds { get; init; }
}
