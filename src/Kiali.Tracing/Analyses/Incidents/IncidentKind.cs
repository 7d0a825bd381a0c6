namespace Kiali.Tracing.Analyses.Incidents;

/// <summary>What kind of fault the numbers point at.</summary>
public enum IncidentKind
{
    /// <summary>Nothing stands out.</summary>
    Unknown = 0,

    /// <summary>A workload takes longer for its own work.</summary>
    Delay = 1,

    /// <summary>A workload fails by itself, not because something it calls failed.</summary>
    Errors = 2,
}
