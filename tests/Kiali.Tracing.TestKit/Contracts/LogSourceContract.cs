using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>What every source of log lines promises; a source's tests inherit it. The source must hold at least ten lines of two workloads.</summary>
public abstract class LogSourceContract
{
    /// <summary>A window that holds all lines; all of time, unless a source is not asked that.</summary>
    protected virtual TimeRange Always => new(0, long.MaxValue);

    private LogQuery Everything => new() { Window = Always };

    /// <summary>Opens the source.</summary>
    protected abstract Task<OpenedSource> OpenAsync();

    [Fact]
    public async Task Lines_come_in_order_of_time()
    {
        await using OpenedSource source = await OpenAsync();
        ImmutableArray<RawLogLine> lines = await FindAsync(source, Everything);
        Assert.True(lines.Length >= 10);
        Assert.Equal(lines.OrderBy(line => line.UnixNano), lines);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line.Body));
    }

    [Fact]
    public async Task Lines_are_narrowed_by_time_workload_namespace_and_container()
    {
        await using OpenedSource source = await OpenAsync();
        ImmutableArray<RawLogLine> all = await FindAsync(source, Everything);
        RawLogLine some = all[all.Length / 2];
        WorkloadRef anywhere = some.Workload with { Cluster = null };
        TimeRange window = new(all[all.Length / 4].UnixNano, some.UnixNano);
        Assert.Equal(all.Where(line => window.Contains(line.UnixNano)), await FindAsync(source, Everything with { Window = window }));
        Assert.Equal(all.Where(line => line.Workload.Matches(anywhere)), await FindAsync(source, Everything with { Workloads = [anywhere] }));
        Assert.Equal(all.Where(line => line.Container == some.Container), await FindAsync(source, Everything with { Containers = [some.Container] }));
        Assert.Equal(
            all.Where(line => line.Workload.Namespace == some.Workload.Namespace), await FindAsync(source, Everything with { Namespaces = [some.Workload.Namespace] }));
        Assert.Empty(await FindAsync(source, Everything with { Namespaces = ["no-such-namespace"] }));
    }

    [Fact]
    public async Task A_limit_keeps_the_newest_lines_and_is_said()
    {
        await using OpenedSource source = await OpenAsync();
        ImmutableArray<RawLogLine> all = await FindAsync(source, Everything);
        Answer<ImmutableArray<RawLogLine>> answer = await source.Logs!.FindLinesAsync(Everything with { Limit = 4 }, CancellationToken.None);
        Assert.Equal(all[^4..].AsEnumerable(), answer.Value);
        Assert.False(answer.Complete);

        // A live source may stop reading where it has enough: then it counts what it knows of.
        Assert.Contains(
            answer.Warnings, warning => warning.Code == "limit" && (source.IsLive ? warning.Count >= 1 && warning.Count <= all.Length - 4 : warning.Count == all.Length - 4));
        await Assert.ThrowsAsync<ArgumentException>(() => source.Logs.FindLinesAsync(Everything with { Limit = 0 }, CancellationToken.None));
    }

    [Fact]
    public async Task Lines_of_before_a_restart_are_given_apart_only_by_sources_that_say_so()
    {
        await using OpenedSource source = await OpenAsync();
        LogQuery query = Everything with { Previous = true, Limit = 4 };
        if (source.Logs!.HasPreviousContainers)
        {
            Assert.True((await source.Logs.FindLinesAsync(query, CancellationToken.None)).Value.Length <= 4);
        }
        else
        {
            await Assert.ThrowsAsync<ArgumentException>(() => source.Logs.FindLinesAsync(query, CancellationToken.None));
        }
    }

    private static async Task<ImmutableArray<RawLogLine>> FindAsync(OpenedSource source, LogQuery query)
        => (await source.Logs!.FindLinesAsync(query, CancellationToken.None)).Value;
}
