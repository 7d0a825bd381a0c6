using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.Incidents;

/// <summary>Sums up what each workload did, trace by trace.</summary>
internal sealed class WorkloadTallies
{
    private readonly Dictionary<WorkloadRef, WorkloadTally> _tallies = [];

    public IEnumerable<WorkloadRef> Workloads => _tallies.Keys;

    public WorkloadTally this[WorkloadRef workload] => _tallies.GetValueOrDefault(workload);

    public void Add(Trace trace)
    {
        Dictionary<WorkloadRef, (long SelfNanos, bool Failed)> here = [];

        // Application spans often do not know their cluster; the proxy's spans of the same trace do.
        WorkloadRef[] known = [.. trace.Spans.Select(SpanWorkloads.WorkloadOf).OfType<WorkloadRef>().Where(workload => workload.Cluster is not null).Distinct()];
        foreach (Span span in trace.Spans)
        {
            if (SpanWorkloads.WorkloadOf(span) is { } named)
            {
                WorkloadRef workload = known.FirstOrDefault(named.Matches) ?? named;
                (long selfNanos, bool failed) = here.GetValueOrDefault(workload);
                here[workload] = (selfNanos + trace.SelfTimeNanosOf(span), failed || FailsByItself(trace, span, workload));
            }
        }

        foreach ((WorkloadRef workload, (long selfNanos, bool failed)) in here)
        {
            _tallies[workload] = this[workload].Plus(selfNanos, failed);
        }
    }

    // A callee whose caller hung up has nobody to answer: that failure is the caller's patience, not the callee's.
    private static bool FailsByItself(Trace trace, Span span, WorkloadRef workload)
        => span.Kind is SpanKind.Server or SpanKind.Consumer
            && SpanErrors.ReasonOf(span) != ErrorReason.None
            && !CallerHungUp(trace, span, workload)
            && !AnyBelowFailed(trace, span);

    private static bool CallerHungUp(Trace trace, Span span, WorkloadRef workload)
    {
        for (Span? above = span; above is not null && SpanWorkloads.WorkloadOf(above)?.Matches(workload) == true; above = trace.ParentOf(above))
        {
            long? status = above.Attributes.GetInteger(OpenTelemetryAttributes.HttpResponseStatusCode)
                ?? above.Attributes.GetInteger(OpenTelemetryAttributes.HttpStatusCode);
            if (status == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyBelowFailed(Trace trace, Span span)
    {
        Stack<Span> open = new(trace.ChildrenOf(span));
        while (open.TryPop(out Span? below))
        {
            if (SpanErrors.ReasonOf(below) != ErrorReason.None)
            {
                return true;
            }

            foreach (Span child in trace.ChildrenOf(below))
            {
                open.Push(child);
            }
        }

        return false;
    }
}
