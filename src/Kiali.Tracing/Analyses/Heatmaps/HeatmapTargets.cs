using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>Chooses which spans of a trace are compared, and with whose metrics.</summary>
public static class HeatmapTargets
{
    /// <summary>The span to compare.</summary>
    /// <remarks>
    /// The workload is the one asked for, else that of the trace's first proxy span in time, else of its first span that maps to one. Its earliest server or
    /// consumer span is compared inbound; a workload with client spans only, as a gateway, is compared outbound.
    /// </remarks>
    /// <param name="trace">The trace.</param>
    /// <param name="options">The workload or span asked for.</param>
    /// <returns>The target; null when the trace has no such span.</returns>
    public static HeatmapTarget? Choose(Trace trace, HeatmapOptions options)
    {
        bool waypoint = HasWaypoint(trace);
        if (options.SpanId is { } spanId)
        {
            return trace.Find(spanId) is { } chosen ? Of(chosen, waypoint) : null;
        }

        ImmutableArray<HeatmapTarget> all = All(trace);
        WorkloadRef? workload = options.Workload
            ?? all.FirstOrDefault(target => SpanWorkloads.IsProxySpan(target.Span))?.Workload
            ?? all.FirstOrDefault()?.Workload;
        ImmutableArray<HeatmapTarget> own = [.. all.Where(target => workload is not null && target.Workload.Matches(workload))];
        return own.FirstOrDefault(target => target.Direction == TrafficDirection.Inbound && SpanWorkloads.IsProxySpan(target.Span))
            ?? own.FirstOrDefault(target => target.Direction == TrafficDirection.Inbound)
            ?? own.FirstOrDefault();
    }

    /// <summary>Every span that maps to a workload and a direction.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>The spans by start, then in the trace's order.</returns>
    public static ImmutableArray<HeatmapTarget> All(Trace trace)
    {
        bool waypoint = HasWaypoint(trace);
        return [.. trace.Spans.Select(span => Of(span, waypoint)).OfType<HeatmapTarget>().OrderBy(target => target.Span.StartUnixNano)];
    }

    private static bool HasWaypoint(Trace trace) => trace.Spans.Any(SpanWorkloads.IsWaypointSpan);

    private static HeatmapTarget? Of(Span span, bool waypoint)
    {
        TrafficDirection? direction = span.Kind switch
        {
            SpanKind.Server or SpanKind.Consumer => TrafficDirection.Inbound,
            SpanKind.Client or SpanKind.Producer => TrafficDirection.Outbound,
            _ => null,
        };
        return direction is { } side && SpanWorkloads.WorkloadOf(span) is { } workload ? new HeatmapTarget(span, workload, side, waypoint) : null;
    }
}
