using System.Collections.Immutable;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Mapping;

/// <summary>How many spans were told whose they are by what, and which services have spans of which no workload is known.</summary>
/// <param name="Spans">The number of spans by what told their workload; <see cref="WorkloadEvidence.None"/> counts those without one. In the order of the evidence.</param>
/// <param name="UnmappedServices">The services of spans without a workload, distinct, in ordinal order; empty where a span names none.</param>
public sealed record MappingSummary(ImmutableArray<KeyValuePair<WorkloadEvidence, int>> Spans, ImmutableArray<string> UnmappedServices)
{
    private const int MostNamed = 3;

    /// <summary>How many spans there are.</summary>
    public int SpanCount => Spans.Sum(item => item.Value);

    /// <summary>How many spans have no workload.</summary>
    public int UnmappedCount => Spans.Where(item => item.Key == WorkloadEvidence.None).Sum(item => item.Value);

    /// <summary>Counts the spans of traces.</summary>
    /// <param name="traces">The traces.</param>
    /// <returns>The summary.</returns>
    public static MappingSummary Of(TraceSet traces)
        => Of(Enumerable.Range(0, traces.Count).SelectMany(position => traces.RowsOf(position).ToArray()).Select(place => (traces.Columns[place.Column], place.Row)));

    /// <summary>Counts the spans of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>The summary.</returns>
    public static MappingSummary Of(Trace trace) => Of(trace.Spans.Select(span => (span.Columns, span.Row)));

    private static MappingSummary Of(IEnumerable<(SpanColumns Columns, int Row)> spans)
    {
        SortedDictionary<WorkloadEvidence, int> counts = [];
        SortedSet<string> services = new(StringComparer.Ordinal);
        foreach ((SpanColumns columns, int row) in spans)
        {
            WorkloadEvidence evidence = columns.Owners.Of(row).Evidence;
            counts[evidence] = counts.GetValueOrDefault(evidence) + 1;
            if (evidence == WorkloadEvidence.None)
            {
                services.Add(columns.Resources[columns.ResourceNumbers[row]].ServiceName);
            }
        }

        return new MappingSummary([.. counts], [.. services]);
    }

    /// <summary>What to say of the spans without a workload.</summary>
    /// <returns>A warning that names their services and the way to name their workloads; null when there are none.</returns>
    public Warning? ToWarning()
    {
        if (UnmappedCount == 0)
        {
            return null;
        }

        string[] named = [.. UnmappedServices.Where(service => service.Length > 0).Take(MostNamed)];
        string more = UnmappedServices.Length > MostNamed ? ", …" : string.Empty;
        string which = named.Length == 0 ? string.Empty : $" ({string.Join(", ", named)}{more})";
        string spans = NumberText.Counted(UnmappedCount, "span");
        string services = NumberText.Counted(UnmappedServices.Length, "service");
        return new Warning(
            "unmapped-span",
            $"{spans} of {services}{which} {(UnmappedCount == 1 ? "has" : "have")} no workload: give --service-map FILE with the workloads of these services.",
            UnmappedCount);
    }
}
