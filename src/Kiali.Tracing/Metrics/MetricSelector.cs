using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>Which series of a family are meant, and by which labels they are summed.</summary>
/// <param name="Family">The family's name, without <c>_bucket</c>, <c>_sum</c> or <c>_count</c>; for instance <c>istio_request_duration_milliseconds</c>.</param>
/// <param name="Matchers">What a series must have; all must hold.</param>
/// <param name="GroupBy">The labels to sum by; empty sums everything to one.</param>
public sealed record MetricSelector(string Family, ImmutableArray<LabelMatcher> Matchers, ImmutableArray<string> GroupBy)
{
    /// <summary>Whether a series passes all matchers.</summary>
    /// <param name="labels">The series' labels.</param>
    /// <returns>Whether it does.</returns>
    public bool Matches(LabelSet labels)
    {
        foreach (LabelMatcher matcher in Matchers)
        {
            if (!matcher.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }
}
