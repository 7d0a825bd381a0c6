using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Chooses the spans that stand for a workload's requests, one span a request.</summary>
/// <remarks>
/// Inbound are the workload's server and consumer spans, outbound its client and producer spans, that start in the window. Where both the proxy and the
/// application recorded a request, the proxy's span is taken, as metrics are the proxy's too.
/// </remarks>
public static class SpanOverlayAnalysis
{
    /// <summary>How many box plots a window has.</summary>
    public const int BoxCount = 15;

    /// <summary>Chooses the spans.</summary>
    /// <param name="traces">The traces.</param>
    /// <param name="options">The workload, and how many spans may be dots.</param>
    /// <param name="direction">Which side of its traffic.</param>
    /// <param name="range">When spans must start.</param>
    /// <returns>The spans, and their boxes when they are many.</returns>
    public static SpanOverlay Compute(IEnumerable<Trace> traces, MetricsOptions options, TrafficDirection direction, TimeRange range)
    {
        ImmutableArray<OverlaidSpan> spans =
        [
            .. traces.SelectMany(trace => SpansOf(trace, options.Workload, direction, range))
                .OrderBy(span => span.StartUnixNano).ThenBy(span => span.TraceId).ThenBy(span => span.SpanId),
        ];
        return new SpanOverlay(spans, spans.Length > options.MostDots ? BoxesOf(spans, range) : []);
    }

    /// <summary>Sums spans up in equal stretches of time.</summary>
    /// <param name="spans">The spans, in any order; those that start outside the range are passed over.</param>
    /// <param name="range">The whole stretch, not empty.</param>
    /// <returns>A box for each fifteenth that has spans, in order.</returns>
    public static ImmutableArray<SpanBox> BoxesOf(ImmutableArray<OverlaidSpan> spans, TimeRange range)
    {
        long EdgeOf(int box) => range.StartUnixNano + (long)((Int128)(range.EndUnixNano - range.StartUnixNano) * box / BoxCount);

        ImmutableArray<SpanBox>.Builder boxes = ImmutableArray.CreateBuilder<SpanBox>(BoxCount);
        for (int box = 0; box < BoxCount; box++)
        {
            TimeRange stretch = new(EdgeOf(box), EdgeOf(box + 1));
            ImmutableArray<OverlaidSpan> within = [.. spans.Where(span => stretch.Contains(span.StartUnixNano))];
            if (within.IsEmpty)
            {
                continue;
            }

            double[] sorted = [.. within.Select(span => span.DurationMs).Order()];
            double At(double quantile) => SampleQuantile.OfSorted(sorted, quantile)!.Value;
            boxes.Add(new SpanBox(
                stretch, within.Length, within.Count(span => span.Error is not null), sorted[0], At(0.25), At(0.5), At(0.75), sorted[^1]));
        }

        return boxes.ToImmutable();
    }

    private static IEnumerable<OverlaidSpan> SpansOf(Trace trace, WorkloadRef workload, TrafficDirection direction, TimeRange range)
    {
        foreach (Span span in trace.Spans)
        {
            if (!IsOn(span, direction)
                || !range.Contains(span.StartUnixNano)
                || SpanWorkloads.WorkloadOf(span) is not { } owner
                || !owner.Matches(workload)
                || (!SpanWorkloads.IsProxySpan(span) && ProxyTells(trace, span, owner, direction)))
            {
                continue;
            }

            string? error = SpanErrors.ReasonOf(span) == ErrorReason.None ? null : SpanErrors.TextOf(SpanOutcome.Of(span));
            yield return new OverlaidSpan(
                trace.TraceId, span.SpanId, SpanLabel.RequestOf(span), span.ServiceName, owner, direction, span.StartUnixNano, span.DurationNanos, error);
        }
    }

    private static bool IsOn(Span span, TrafficDirection direction) => direction == TrafficDirection.Inbound
        ? span.Kind is SpanKind.Server or SpanKind.Consumer
        : span.Kind is SpanKind.Client or SpanKind.Producer;

    // A request enters a pod through its proxy and leaves it through its proxy: the proxy's span is above the application's inbound one, below its outbound one.
    private static bool ProxyTells(Trace trace, Span span, WorkloadRef owner, TrafficDirection direction)
        => direction == TrafficDirection.Inbound ? ProxyAbove(trace, span, owner) : ProxyBelow(trace, span, owner);

    private static bool ProxyAbove(Trace trace, Span span, WorkloadRef owner)
    {
        Span? above = trace.ParentOf(span);
        while (above is not null && !IsSameRequest(above, owner, TrafficDirection.Inbound) && IsOnTheWay(above, owner))
        {
            above = trace.ParentOf(above);
        }

        return above is not null && IsSameRequest(above, owner, TrafficDirection.Inbound);
    }

    private static bool ProxyBelow(Trace trace, Span span, WorkloadRef owner)
    {
        Stack<Span> open = new(trace.ChildrenOf(span));
        while (open.TryPop(out Span? below))
        {
            if (IsSameRequest(below, owner, TrafficDirection.Outbound))
            {
                return true;
            }

            if (IsOnTheWay(below, owner))
            {
                foreach (Span child in trace.ChildrenOf(below))
                {
                    open.Push(child);
                }
            }
        }

        return false;
    }

    private static bool IsSameRequest(Span span, WorkloadRef owner, TrafficDirection direction)
        => IsOn(span, direction) && SpanWorkloads.IsProxySpan(span) && SpanWorkloads.WorkloadOf(span)?.Matches(owner) == true;

    // Between proxy and application lie waypoints and the application's own work; another call of the same workload is another request.
    private static bool IsOnTheWay(Span span, WorkloadRef owner)
        => SpanWorkloads.IsWaypointSpan(span)
            || (span.Kind is SpanKind.Internal or SpanKind.Unspecified && SpanWorkloads.WorkloadOf(span)?.Matches(owner) == true);
}
