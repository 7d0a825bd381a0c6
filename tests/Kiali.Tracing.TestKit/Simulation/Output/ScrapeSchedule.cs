using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>
/// When each pod is scraped: at whole multiples of the interval plus an offset that comes from the pod's name, as Prometheus
/// spreads its targets. A pod that is down is not scraped.
/// </summary>
internal static class ScrapeSchedule
{
    /// <summary>Scrape times of a pod in Unix milliseconds, ascending.</summary>
    public static IEnumerable<long> TimesOf(Mesh mesh, MeshPod pod)
    {
        var periods = mesh.Scenario.Telemetry.Scrapes;
        for (var i = 0; i < periods.Length; i++)
        {
            var interval = periods[i].IntervalSeconds * 1000L;
            var from = periods[i].From.ToUnixTimeMilliseconds();
            var to = (i + 1 < periods.Length ? periods[i + 1].From : mesh.Scenario.To).ToUnixTimeMilliseconds();
            var first = (from / interval * interval) + Offset(pod.Name, interval);
            for (var at = first < from ? first + interval : first; at < to; at += interval)
            {
                if (!IsDown(mesh, pod, at))
                {
                    yield return at;
                }
            }
        }
    }

    /// <summary>Start of the process whose counters a scrape at the time reads, in Unix nanoseconds; 0 for the pod's first one.</summary>
    public static long ProcessStart(Mesh mesh, MeshPod pod, long atMillis) =>
        mesh.RestartsOf(pod.Name)
            .Where(restart => restart.At.ToUnixTimeMilliseconds() <= atMillis)
            .Select(restart => UnixNanos.Of(restart.At))
            .DefaultIfEmpty(0)
            .Max();

    private static bool IsDown(Mesh mesh, MeshPod pod, long atMillis) =>
        mesh.RestartsOf(pod.Name).Any(restart =>
            atMillis >= restart.At.ToUnixTimeMilliseconds()
            && atMillis < restart.At.AddSeconds(restart.DownSeconds).ToUnixTimeMilliseconds());

    // FNV-1a, 64 bits.
    private static long Offset(string name, long interval)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return (long)(hash % (ulong)interval);
    }
}
