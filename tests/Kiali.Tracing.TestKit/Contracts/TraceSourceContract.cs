using System.Collections.Immutable;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>What every source of traces promises; a source's tests inherit it. The source must hold at least three traces, one of them with a failure.</summary>
public abstract class TraceSourceContract
{
    /// <summary>Whether a 64-bit id finds the trace whose low half it is; false for a live back end that knows ids as a whole only.</summary>
    protected virtual bool KnowsLowHalves => true;

    /// <summary>Opens the source.</summary>
    protected abstract Task<OpenedSource> OpenAsync();

    [Fact]
    public async Task All_traces_are_found_in_order_of_their_start()
    {
        await using OpenedSource source = await OpenAsync();
        TraceSet all = await FindAsync(source, new TraceQuery());
        Assert.True(all.Count >= 3);
        Assert.Equal(all.Traces.OrderBy(trace => trace.StartUnixNano).ThenBy(trace => trace.TraceId).Select(trace => trace.TraceId), all.TraceIds);
    }

    [Fact]
    public async Task A_trace_that_was_found_is_got_by_its_id_with_the_same_spans()
    {
        await using OpenedSource source = await OpenAsync();
        foreach (Trace trace in (await FindAsync(source, new TraceQuery())).Traces.Take(5))
        {
            Trace? same = (await source.Traces!.GetTraceAsync(trace.TraceId, CancellationToken.None)).Value;
            Assert.Equal(trace.Spans.AsEnumerable(), same!.Spans);
        }
    }

    [Fact]
    public async Task A_64_bit_id_finds_the_trace_whose_low_half_it_is()
    {
        await using OpenedSource source = await OpenAsync();
        TraceId id = (await FindAsync(source, new TraceQuery())).TraceIds[0];
        Assert.Equal(KnowsLowHalves ? id : null, (await source.Traces!.GetTraceAsync(new TraceId(0, id.Low), CancellationToken.None)).Value?.TraceId);
    }

    [Fact]
    public async Task An_unknown_id_is_no_trace_and_no_error()
    {
        await using OpenedSource source = await OpenAsync();
        Assert.Null((await source.Traces!.GetTraceAsync(new TraceId(0xDEAD, 0xBEEF), CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Traces_are_narrowed_by_time_and_never_split()
    {
        await using OpenedSource source = await OpenAsync();
        TraceSet all = await FindAsync(source, new TraceQuery());
        Trace middle = all.Open(all.TraceIds[all.Count / 2])!;
        TimeRange window = new(middle.StartUnixNano, middle.StartUnixNano + Math.Max(1, middle.DurationNanos / 2));
        TraceSet found = await FindAsync(source, new TraceQuery { Window = window });
        Assert.Equal(
            all.Traces.Where(trace => trace.Spans.Any(span => window.Overlaps(span.StartUnixNano, span.EndUnixNano))).Select(trace => trace.TraceId),
            found.TraceIds);
        Assert.Equal(middle.Spans.Length, found.Open(middle.TraceId)!.Spans.Length);
    }

    [Fact]
    public async Task Traces_are_narrowed_by_service_operation_workload_namespace_duration_and_failure()
    {
        await using OpenedSource source = await OpenAsync();
        TraceSet all = await FindAsync(source, new TraceQuery());
        Span span = all.Open(all.TraceIds[0])!.Spans[^1];
        TimeSpan duration = TimeSpan.FromTicks(all.Traces.First().DurationNanos / 100);
        await ExpectAsync(new TraceQuery { Service = span.ServiceName }, trace => trace.Spans.Any(item => item.ServiceName == span.ServiceName));
        await ExpectAsync(new TraceQuery { Operation = span.Name }, trace => trace.Spans.Any(item => item.Name == span.Name));
        await ExpectAsync(new TraceQuery { MinDuration = duration }, trace => trace.DurationNanos >= duration.Ticks * 100);
        await ExpectAsync(new TraceQuery { MaxDuration = duration }, trace => trace.DurationNanos <= duration.Ticks * 100);
        await ExpectAsync(new TraceQuery { ErrorsOnly = true }, trace => trace.ErrorCount > 0);
        await ExpectAsync(new TraceQuery { Service = "no such service" }, _ => false);
        if (all.Traces.SelectMany(trace => trace.Spans).Select(SpanWorkloads.WorkloadOf).FirstOrDefault(workload => workload is not null) is { } workload)
        {
            WorkloadRef anywhere = workload with { Cluster = null };
            await ExpectAsync(new TraceQuery { Workload = anywhere }, trace => trace.Spans.Any(item => SpanWorkloads.WorkloadOf(item)?.Matches(anywhere) == true));
            await ExpectAsync(new TraceQuery { Namespace = workload.Namespace }, trace => trace.Spans.Any(item => SpanWorkloads.WorkloadOf(item)?.Namespace == workload.Namespace));
        }

        async Task ExpectAsync(TraceQuery query, Func<Trace, bool> matches)
            => Assert.Equal(all.Traces.Where(matches).Select(trace => trace.TraceId), (await FindAsync(source, query)).TraceIds);
    }

    [Fact]
    public async Task A_limit_keeps_the_newest_traces_and_is_said()
    {
        await using OpenedSource source = await OpenAsync();
        ImmutableArray<TraceId> all = (await FindAsync(source, new TraceQuery())).TraceIds;
        Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(new TraceQuery { Limit = 2 }, CancellationToken.None);
        Assert.Equal(all[^2..].AsEnumerable(), answer.Value.TraceIds);
        Assert.False(answer.Complete);

        // A live back end tells whether there are more, not how many.
        Assert.Contains(answer.Warnings, warning => warning.Code == "limit" && (source.IsLive ? warning.Count >= 1 : warning.Count == all.Length - 2));
        Assert.DoesNotContain(
            (await source.Traces.FindTracesAsync(new TraceQuery { Limit = all.Length }, CancellationToken.None)).Warnings, warning => warning.Code == "limit");
        await Assert.ThrowsAsync<ArgumentException>(() => source.Traces.FindTracesAsync(new TraceQuery { Limit = 0 }, CancellationToken.None));
    }

    [Fact]
    public async Task A_recorded_range_holds_every_trace()
    {
        await using OpenedSource source = await OpenAsync();
        Assert.Equal(source.RecordedRange, source.Traces!.RecordedRange);
        if (source.RecordedRange is { } range)
        {
            Assert.Equal((await FindAsync(source, new TraceQuery())).Count, (await FindAsync(source, new TraceQuery { Window = range })).Count);
        }
    }

    private static async Task<TraceSet> FindAsync(OpenedSource source, TraceQuery query)
        => (await source.Traces!.FindTracesAsync(query, CancellationToken.None)).Value;
}
