using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Tests.Investigations;

/// <summary>Gives the lines of a list as a source does, and remembers what it was asked.</summary>
internal sealed class ListedLogSource(TimeRange recorded, ImmutableArray<RawLogLine> lines) : ILogSource
{
    public string Uri => "file:lines";

    public TimeRange? RecordedRange => recorded;

    public List<LogQuery> Queries { get; } = [];

    public Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken)
    {
        Queries.Add(query);
        ImmutableArray<RawLogLine> found =
            [.. lines.Where(line => query.Window.Contains(line.UnixNano) && (query.Workloads.IsEmpty || query.Workloads.Any(line.Workload.Matches)))];
        return Task.FromResult(query.Limit is { } limit && found.Length > limit
            ? Answer.Partial<ImmutableArray<RawLogLine>>([.. found.TakeLast(limit)], [new Warning("limit", "older lines are left out")])
            : Answer.Whole(found));
    }
}
