using System.Collections.Immutable;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Sources;

/// <summary>Finds traces in columns, looking at as little of each span as the query needs.</summary>
internal static class TraceFilter
{
    /// <summary>The traces that a query asks for, its limit aside.</summary>
    /// <param name="columns">The spans.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their ids.</returns>
    public static HashSet<TraceId> Matching(SpanColumns columns, TraceQuery query, CancellationToken cancellationToken)
    {
        HashSet<TraceId> found = [.. columns.TraceIds];
        if (query.Window is { } window)
        {
            Keep(found, columns, row => window.Overlaps(columns.StartsUnixNano[row], columns.EndsUnixNano[row]), cancellationToken);
        }

        if (query.Service is { } service)
        {
            bool[] ofService = [.. columns.Resources.Select(resource => resource.ServiceName == service)];
            Keep(found, columns, row => ofService[columns.ResourceNumbers[row]], cancellationToken);
        }

        if (query.Operation is { } operation)
        {
            int name = columns.Strings.IndexOf(operation);
            Keep(found, columns, row => columns.Names[row] == name, cancellationToken);
        }

        if (!query.Attributes.IsEmpty)
        {
            Keep(found, columns, row => HasAll(columns.GetSpan(row), query.Attributes), cancellationToken);
        }

        if (query.MinDuration is not null || query.MaxDuration is not null)
        {
            KeepDurations(found, columns, query);
        }

        SpanColumns mapped = columns.With(query.Mapping);
        if (query.Namespace is { } space)
        {
            Keep(found, columns, row => SpanWorkloads.NamespaceOf(mapped.GetSpan(row)) == space, cancellationToken);
        }

        if (query.Workload is { } workload)
        {
            Keep(found, columns, row => SpanWorkloads.WorkloadOf(mapped.GetSpan(row))?.Matches(workload) == true, cancellationToken);
        }

        if (query.ErrorsOnly)
        {
            Keep(found, columns, row => SpanErrors.ReasonOf(columns.GetSpan(row)) != ErrorReason.None, cancellationToken);
        }

        return found;
    }

    private static bool HasAll(Span span, ImmutableArray<KeyValuePair<string, string>> attributes)
    {
        foreach ((string key, string value) in attributes)
        {
            if (!Has(span.Attributes, key, value) && !Has(span.Resource.Attributes, key, value) && !SpanFieldTags.Has(span, key, value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Has(AttributeSet attributes, string key, string value)
    {
        foreach ((string name, AttributeValue held) in attributes)
        {
            if (name == key && held.ToString() == value)
            {
                return true;
            }
        }

        return false;
    }

    private static void Keep(HashSet<TraceId> found, SpanColumns columns, Func<int, bool> matches, CancellationToken cancellationToken)
    {
        HashSet<TraceId> kept = [];
        for (int row = 0; row < columns.Count; row++)
        {
            if ((row & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            TraceId id = columns.TraceIds[row];
            if (found.Contains(id) && !kept.Contains(id) && matches(row))
            {
                kept.Add(id);
            }
        }

        found.IntersectWith(kept);
    }

    private static void KeepDurations(HashSet<TraceId> found, SpanColumns columns, TraceQuery query)
    {
        Dictionary<TraceId, (long Start, long End)> extents = [];
        for (int row = 0; row < columns.Count; row++)
        {
            TraceId id = columns.TraceIds[row];
            long start = columns.StartsUnixNano[row];
            long end = columns.EndsUnixNano[row];
            extents[id] = extents.TryGetValue(id, out (long Start, long End) known)
                ? (Math.Min(known.Start, start), Math.Max(known.End, end))
                : (start, end);
        }

        long least = query.MinDuration is { } minimum ? UnixTime.ToNanos(minimum) : 0;
        long most = query.MaxDuration is { } maximum ? UnixTime.ToNanos(maximum) : long.MaxValue;
        found.RemoveWhere(id => extents[id].End - extents[id].Start < least || extents[id].End - extents[id].Start > most);
    }
}
