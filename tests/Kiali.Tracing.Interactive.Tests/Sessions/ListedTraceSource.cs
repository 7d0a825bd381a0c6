using System.Collections.Immutable;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Timelines;

namespace Kiali.Tracing.Interactive.Tests.Sessions;

/// <summary>Gives listed traces as a live back end does, and remembers what it was asked.</summary>
internal sealed class ListedTraceSource : ITraceSource
{
    private readonly string _uri;
    private readonly TraceSet _all;

    /// <summary>Makes the source of drawn traces; see <see cref="Timeline"/>. The first has the number 1.</summary>
    public ListedTraceSource(string uri, params ReadOnlySpan<string> drawings)
    {
        _uri = uri;
        SpanColumnsBuilder columns = new();
        for (int index = 0; index < drawings.Length; index++)
        {
            Timeline.AddTo(columns, drawings[index], index + 1, index * 1000L);
        }

        _all = TraceSet.Create([columns.Build()]);
    }

    public string Uri => _uri;

    public TimeRange? RecordedRange => null;

    public SourceException? Failure { get; set; }

    public List<TraceQuery> Queries { get; } = [];

    public List<TraceId> Ids { get; } = [];

    public Task<Answer<TraceSet>> FindTracesAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        Queries.Add(query);
        Fail();
        Trace[] found =
        [
            .. _all.With(query.Mapping).Traces
                .Where(trace => query.Window is not { } window || window.Overlaps(trace.StartUnixNano, trace.EndUnixNano))
                .Where(trace => query.Workload is not { } workload || trace.Spans.Any(span => SpanWorkloads.WorkloadOf(span)?.Matches(workload) == true))
                .OrderBy(trace => trace.StartUnixNano),
        ];
        HashSet<TraceId> kept = [.. found.TakeLast(query.Limit ?? int.MaxValue).Select(trace => trace.TraceId)];
        TraceSet set = TraceSet.Create(_all.Columns, kept.Contains);
        return Task.FromResult(kept.Count < found.Length
            ? Answer.Partial(set, [new Warning("limit", "older traces are left out", found.Length - kept.Count, _uri)])
            : Answer.Whole(set));
    }

    public Task<Answer<Trace?>> GetTraceAsync(TraceId traceId, CancellationToken cancellationToken)
    {
        Ids.Add(traceId);
        Fail();
        return Task.FromResult(Answer.Whole(_all.Open(traceId)));
    }

    public Task<Answer<ImmutableArray<string>>> GetServicesAsync(CancellationToken cancellationToken)
    {
        Fail();
        return Task.FromResult(Answer.Whole<ImmutableArray<string>>(
            [.. _all.Traces.SelectMany(trace => trace.Services).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
    }

    public Task<Answer<ImmutableArray<string>>> GetOperationsAsync(string service, CancellationToken cancellationToken)
        => Task.FromResult(Answer.Whole(ImmutableArray<string>.Empty));

    private void Fail()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
