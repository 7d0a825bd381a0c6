using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Sources;

/// <summary>Gives the traces of columns that were read from a file.</summary>
internal sealed class ColumnsTraceSource : ITraceSource
{
    private readonly ImmutableArray<SpanColumns> _columns;
    private readonly bool _complete;
    private readonly ImmutableArray<Warning> _warnings;
    private readonly TraceSet _all;

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The URI it was opened by.</param>
    /// <param name="columns">The spans.</param>
    /// <param name="complete">Whether the file was read to its end.</param>
    /// <param name="warnings">What was noticed while reading; every answer repeats it.</param>
    public ColumnsTraceSource(string uri, SpanColumns columns, bool complete, ImmutableArray<Warning> warnings)
    {
        Uri = uri;
        _columns = [columns];
        _complete = complete;
        _warnings = warnings;
        _all = TraceSet.Create(_columns);
        RecordedRange = RangeOf(columns);
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange { get; }

    /// <inheritdoc/>
    public Task<Answer<TraceSet>> FindTracesAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        if (query.RawQuery is not null)
        {
            throw new ArgumentException($"{Uri} is a file and understands no query language; narrow the traces by service, operation, attributes and duration.");
        }

        HashSet<TraceId> matching = TraceFilter.Matching(_columns[0], query, cancellationToken);
        ImmutableArray<Warning> warnings = _warnings;
        bool complete = _complete;
        if (query.Limit is { } limit && matching.Count > limit)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture, $"{matching.Count} traces match; the newest {limit} are shown. Raise --limit or narrow the window for more.");
            warnings = warnings.Add(new Warning("limit", message, matching.Count - limit, Uri));
            complete = false;
            matching = [.. _all.TraceIds.Where(matching.Contains).TakeLast(limit)];
        }

        TraceSet found = matching.Count == _all.Count ? _all : TraceSet.Create(_columns, matching.Contains);
        return Task.FromResult(new Answer<TraceSet>(found.With(query.Mapping), complete, warnings));
    }

    /// <inheritdoc/>
    public Task<Answer<Trace?>> GetTraceAsync(TraceId traceId, CancellationToken cancellationToken)
    {
        TraceId? id = _all.Contains(traceId) ? traceId : traceId.High == 0 ? OnlyByLowHalf(traceId.Low) : null;
        return Task.FromResult(new Answer<Trace?>(id is { } known ? _all.Open(known) : null, _complete, _warnings));
    }

    /// <inheritdoc/>
    public Task<Answer<ImmutableArray<string>>> GetServicesAsync(CancellationToken cancellationToken)
        => Task.FromResult(new Answer<ImmutableArray<string>>(Ordered(_columns[0].Resources.Select(resource => resource.ServiceName)), _complete, _warnings));

    /// <inheritdoc/>
    public Task<Answer<ImmutableArray<string>>> GetOperationsAsync(string service, CancellationToken cancellationToken)
    {
        SpanColumns columns = _columns[0];
        bool[] ofService = [.. columns.Resources.Select(resource => resource.ServiceName == service)];
        HashSet<int> names = [];
        for (int row = 0; row < columns.Count; row++)
        {
            if (ofService[columns.ResourceNumbers[row]])
            {
                names.Add(columns.Names[row]);
            }
        }

        return Task.FromResult(new Answer<ImmutableArray<string>>(Ordered(names.Select(name => columns.Strings[name])), _complete, _warnings));
    }

    private static ImmutableArray<string> Ordered(IEnumerable<string?> names)
        => [.. names.OfType<string>().Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private TraceId? OnlyByLowHalf(ulong low)
    {
        ImmutableArray<TraceId> same = [.. _all.TraceIds.Where(id => id.Low == low).Take(2)];
        return same.Length == 1 ? same[0] : null;
    }

    // Spans without a start do not stretch the range to 1970, unless there are no others. The range ends after its last span, on a whole millisecond.
    private static TimeRange? RangeOf(SpanColumns columns)
    {
        ReadOnlySpan<long> starts = columns.StartsUnixNano;
        ReadOnlySpan<long> ends = columns.EndsUnixNano;
        long first = long.MaxValue;
        long last = long.MinValue;
        for (int row = 0; row < starts.Length; row++)
        {
            if (starts[row] > 0)
            {
                first = Math.Min(first, starts[row]);
                last = Math.Max(last, ends[row]);
            }
        }

        return first == long.MaxValue
            ? null
            : new TimeRange(first, Math.Max(last, (UnixTime.FloorToUnixMillis(last) + 1) * UnixTime.NanosPerMilli));
    }
}
