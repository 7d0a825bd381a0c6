using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Incidents;

namespace Kiali.Tracing.Reports.Tests.Findings;

/// <summary>Incidents with chosen changes.</summary>
internal static class Incidents
{
    public static IncidentResult Delay { get; } = new()
    {
        Stretch = new TimeRange(Reports.Start + (360 * UnixTime.NanosPerSecond), Reports.Start + (960 * UnixTime.NanosPerSecond)),
        BadTraceCount = 33,
        TraceCount = 50,
        UsualMs = 36,
        BadMs = 2_545.4,
        Representative = TraceId.Parse("7f3c9a1e5b2d48f06ac1e9d27b40835c"),
        Changes = [Change("ratings-v1", 3.1, 2_950, 0, 0, 97.3, IncidentKind.Delay), Change("reviews-v3", 2, 2.1, 0, 0.6, 0.1, IncidentKind.Errors), .. Well("details-v1", "reviews-v1")],
    };

    public static WorkloadChange Change(
        string workload, double? before, double during, double errorsBefore, double errorsDuring, double extraSeconds, IncidentKind kind) =>
        new(new WorkloadRef(null, "bookinfo", workload), before, during, errorsBefore, errorsDuring, extraSeconds, kind);

    public static ImmutableArray<WorkloadChange> Well(params ImmutableArray<string> workloads) =>
        [.. workloads.Select(workload => Change(workload, 1, 1, 0, 0, 0, IncidentKind.Unknown))];
}
