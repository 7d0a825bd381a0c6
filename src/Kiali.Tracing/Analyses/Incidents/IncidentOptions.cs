namespace Kiali.Tracing.Analyses.Incidents;

/// <summary>What counts as an incident.</summary>
public sealed record IncidentOptions
{
    /// <summary>A trace is slow from this multiple of the median duration of all traces on. Default 3.</summary>
    public double SlowMultiple { get; init; } = 3;

    /// <summary>The share of slow or failed traces from which a stretch of time is an incident. Default 0.2.</summary>
    public double BadShare { get; init; } = 0.2;

    /// <summary>How finely the stretch is found. Default one minute.</summary>
    public TimeSpan Resolution { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The fewest slow or failed traces that make an incident. Default 5.</summary>
    public int FewestBadTraces { get; init; } = 5;
}
