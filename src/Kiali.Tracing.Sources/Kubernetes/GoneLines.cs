using System.Collections.Immutable;
using System.Globalization;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Says which lines a cluster cannot have any more, or has elsewhere: it keeps those of the pods that there are, and of a container's last two runs.</summary>
internal static class GoneLines
{
    /// <summary>Says it.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="pods">The pods that match.</param>
    /// <param name="targets">The containers that are read.</param>
    /// <param name="uri">The source.</param>
    /// <returns>The warnings.</returns>
    public static IEnumerable<Warning> Of(LogQuery query, ImmutableArray<PlacedPod> pods, ImmutableArray<LogTarget> targets, string uri)
    {
        if (query.Previous)
        {
            return targets.IsEmpty && !pods.IsEmpty ? [new Warning("no-previous", "No container there was restarted, so none has lines from before.", 1, uri)] : [];
        }

        return OfPods(query, pods, uri).Concat(OfRestarts(query, targets, uri));
    }

    private static IEnumerable<Warning> OfPods(LogQuery query, ImmutableArray<PlacedPod> pods, string uri)
    {
        foreach (WorkloadRef workload in query.Workloads.DistinctBy(workload => (workload.Namespace, workload.Name)))
        {
            ImmutableArray<PlacedPod> own = [.. pods.Where(pod => pod.Workload.Matches(workload))];
            if (own.IsEmpty)
            {
                yield return new Warning("no-pods", $"{workload} has no pods in the cluster, which keeps no lines of those that are gone; a Loki may.", 1, uri);
            }
            else if (own.All(pod => pod.Pod.StartUnixNano > query.Window.StartUnixNano) && query.Window.StartUnixNano > 0)
            {
                long first = own.Min(pod => pod.Pod.StartUnixNano!.Value);
                yield return new Warning(
                    "younger-pods", $"The pods of {workload} started within the window or after it, the first at {UnixTime.ToRfc3339(first)}; a cluster keeps no lines of pods that ran before, a Loki may.", 1, uri);
            }
        }
    }

    private static IEnumerable<Warning> OfRestarts(LogQuery query, ImmutableArray<LogTarget> targets, string uri)
    {
        ImmutableArray<LogTarget> restarted =
            [.. targets.Where(target => !target.IsShared && target.Container.PreviousEndUnixNano >= query.Window.StartUnixNano).OrderBy(target => target.Container.PreviousEndUnixNano)];
        if (!restarted.IsEmpty)
        {
            LogTarget last = restarted[^1];
            yield return new Warning(
                "restarted",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Containers ended and were restarted since the window's start, the last at {UnixTime.ToRfc3339(last.Container.PreviousEndUnixNano!.Value)} ({last.Pod.Name}/{last.Container.Name}); what they wrote before is shown with --previous."),
                restarted.Length,
                uri);
        }
    }
}
