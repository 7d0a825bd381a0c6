namespace Kiali.Tracing.Analyses.Incidents;

/// <summary>How a workload's own work changed from before an incident to within it.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="BeforeMs">Its self time a trace before, milliseconds; null when it was not seen before.</param>
/// <param name="DuringMs">Its self time a trace within, milliseconds.</param>
/// <param name="OwnErrorShareBefore">The share of its traces before in which it failed though nothing below it did, 0 to 1.</param>
/// <param name="OwnErrorShareDuring">The same within.</param>
/// <param name="ExtraSeconds">Self time within that came on top of the usual, summed over the traces, seconds.</param>
/// <param name="Kind">What that points at.</param>
public sealed record WorkloadChange(
    WorkloadRef Workload,
    double? BeforeMs,
    double DuringMs,
    double OwnErrorShareBefore,
    double OwnErrorShareDuring,
    double ExtraSeconds,
    IncidentKind Kind);
