namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>How an application logs.</summary>
public sealed record ScenarioApplicationLog
{
    public required LogStyle Style { get; init; }

    /// <summary>
    /// Field that carries the trace id (<c>traceparent</c>, <c>trace_id</c>, <c>dd.trace_id</c>, <c>X-B3-TraceId</c>), or null for none.
    /// </summary>
    public string? TraceField { get; init; }
}
