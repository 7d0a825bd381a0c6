using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>The chain of work that decided how long the root took: shortening anything else would not have shortened it.</summary>
/// <param name="Root">The span that the path explains.</param>
/// <param name="Sections">The stretches, by time: the first starts with the root, each starts where the one before ends, the last ends with the root.</param>
public sealed record CriticalPath(Span Root, ImmutableArray<CriticalPathSection> Sections)
{
    /// <summary>The length of all sections together, nanoseconds: the root's duration.</summary>
    public long DurationNanos => Root.DurationNanos;

    /// <summary>The path by workload, longest first; equally long ones by name.</summary>
    /// <returns>One share a workload; spans without a workload count under their service.</returns>
    public ImmutableArray<CriticalPathShare> ByWorkload()
    {
        Dictionary<SpanId, string> names = [];
        Dictionary<string, long> sums = new(StringComparer.Ordinal);
        foreach (CriticalPathSection section in Sections)
        {
            if (!names.TryGetValue(section.Span.SpanId, out string? name))
            {
                name = SpanLabel.OwnerOf(section.Span);
                names.Add(section.Span.SpanId, name);
            }

            sums[name] = sums.GetValueOrDefault(name) + section.DurationNanos;
        }

        return
        [
            .. sums
                .OrderByDescending(sum => sum.Value)
                .ThenBy(sum => sum.Key, StringComparer.Ordinal)
                .Select(sum => new CriticalPathShare(sum.Key, sum.Value, (double)sum.Value / DurationNanos)),
        ];
    }
}
