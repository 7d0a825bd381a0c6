using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Log lines that were read from a file, and what is found in them.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Complete">Whether all could be read.</param>
/// <param name="Warnings">What could not.</param>
internal sealed record StoredLogs(LogLineStore Lines, bool Complete, ImmutableArray<Warning> Warnings)
{
    /// <summary>Puts lines together.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="tally">What was noticed while reading them.</param>
    public static StoredLogs Of(LogLineStore lines, ReadTally tally) => new(lines, !tally.Incomplete, tally.ToWarnings());

    /// <summary>From the first line to after the last, on whole milliseconds; null without lines.</summary>
    public TimeRange? Range()
    {
        long first = long.MaxValue;
        long last = long.MinValue;
        for (int line = 0; line < Lines.Count; line++)
        {
            first = Math.Min(first, Lines.TimeOf(line));
            last = Math.Max(last, Lines.TimeOf(line));
        }

        return first > last ? null : new TimeRange(first, Math.Max(last, (UnixTime.FloorToUnixMillis(last) + 1) * UnixTime.NanosPerMilli));
    }

    /// <summary>Refuses a query that no stored logs can answer.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="ArgumentException">The limit is less than 1, or what was written before restarts is asked for.</exception>
    public static void Check(LogQuery query)
    {
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        if (query.Previous)
        {
            throw new ArgumentException("A file keeps what containers wrote before a restart with what they wrote after it.", nameof(query));
        }
    }

    /// <summary>Looks for lines.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="workloads">What is known of workloads.</param>
    /// <param name="gaps">What the source lacks of what is asked for.</param>
    /// <param name="uri">The source.</param>
    /// <returns>The lines by time.</returns>
    /// <exception cref="ArgumentException">See <see cref="Check"/>.</exception>
    public Answer<ImmutableArray<RawLogLine>> Find(LogQuery query, ImmutableArray<Workload> workloads, ImmutableArray<Warning> gaps, string uri)
    {
        Check(query);
        ImmutableArray<LogOrigin> origins = LogOrigin.Of(Lines, workloads);
        bool[] wanted = [.. origins.Select(origin => origin.Matches(query))];
        SharedProxyScope shared = new(query, WorkloadOfPod(origins));
        bool[] looked = [.. origins.Select((origin, index) => !wanted[index] && shared.LooksAt(origin.Role) && origin.IsContainerOf(query))];
        List<int> found = [];
        for (int line = 0; line < Lines.Count; line++)
        {
            int origin = Lines.OriginOf(line);
            if ((wanted[origin] || looked[origin]) && query.Window.Contains(Lines.TimeOf(line))
                && (wanted[origin] || shared.Wants(origins[origin].Role, Lines.TextOf(line))))
            {
                found.Add(line);
            }
        }

        ImmutableArray<int> ordered = [.. found.OrderBy(Lines.TimeOf)];
        ImmutableArray<Warning> warnings = Warnings.AddRange(gaps);
        bool complete = Complete && gaps.IsEmpty;
        if (query.Limit is { } limit && ordered.Length > limit)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture, $"{ordered.Length} lines match; the newest {limit} are shown. Raise --limit or narrow the window for more.");
            warnings = warnings.Add(new Warning("limit", message, ordered.Length - limit, uri));
            complete = false;
            ordered = ordered[^limit..];
        }

        ImmutableArray<RawLogLine> lines = [.. ordered.Select(line => origins[Lines.OriginOf(line)].Line(Lines.TimeOf(line), Lines.TextOf(line), Lines.BesideOf(line)))];
        return new Answer<ImmutableArray<RawLogLine>>(lines, complete, warnings);
    }

    private static Func<string, string, WorkloadRef?> WorkloadOfPod(ImmutableArray<LogOrigin> origins)
    {
        ILookup<(string Namespace, string Pod), WorkloadRef> pods = origins.ToLookup(origin => (origin.Workload.Namespace, origin.Pod), origin => origin.Workload);
        return (inNamespace, pod) => pods[(inNamespace, pod)].FirstOrDefault() ?? new WorkloadRef(null, inNamespace, SpanWorkloads.WorkloadOfPod(pod));
    }
}
