using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Loki;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Loki;

public sealed class LokiPagingTests
{
    /// <summary>Kills: ending the next page at the oldest line of a page (loses its equals in time), and behind it without leaving it out (doubles them).</summary>
    [Fact]
    public async Task Pages_of_any_size_give_the_same_lines_however_many_are_of_the_same_time()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        await using OpenedSource source = await SourceRegistry.OpenAsync(bench.Uri, LokiBench.Quick, CancellationToken.None);
        Gen<(int[] Times, int Page, int Limit, int Length)> cases = Gen.Select(Gen.Int[0, 9].Array[0, 40], Gen.Int[1, 12], Gen.Int[0, 45], Gen.Int[1, 10]);
        cases.Sample(
            test =>
            {
                bench.Loki.Clear();
                for (int index = 0; index < test.Times.Length; index++)
                {
                    string pod = index % 3 == 0 ? "cart-7d5f8c9b6d-x2k4p" : index % 3 == 1 ? "cart-7d5f8c9b6d-aaaaa" : "cart-new-7d5f8c9b6d-x2k4p";
                    LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", pod, $"line {index}", test.Times[index]));
                }

                int largest = test.Times.GroupBy(time => time).Select(group => group.Count()).DefaultIfEmpty(0).Max();
                LogQuery query = new()
                {
                    Window = new TimeRange(LokiBench.Start, LokiBench.Start + test.Length),
                    Workloads = [new WorkloadRef(null, "shop", "cart")],
                    Limit = test.Limit == 0 ? null : test.Limit,
                };
                bench.Loki.MostEntries = Math.Max(test.Page, largest + 1);
                Answer<ImmutableArray<RawLogLine>> answer = source.Logs!.FindLinesAsync(query, CancellationToken.None).GetAwaiter().GetResult();
                ImmutableArray<string> all =
                [
                    .. Enumerable.Range(0, test.Times.Length).Where(index => index % 3 != 2 && test.Times[index] < test.Length)
                        .OrderBy(index => test.Times[index]).ThenBy(index => index % 3 == 0).ThenBy(index => index).Select(index => $"line {index}"),
                ];
                ImmutableArray<string> expected = test.Limit == 0 || all.Length <= test.Limit ? all : all[^test.Limit..];
                Assert.Equal(expected.AsEnumerable(), answer.Value.Select(line => line.Body));
                Assert.Equal(expected.Length == all.Length, answer.Complete);
            },
            iter: PropertyCases.AtLeast(500),
            threads: 1);
    }

    [Fact]
    public async Task More_lines_of_one_nanosecond_than_a_page_holds_are_read_from_both_ends_and_said()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        for (int index = 0; index < 30; index++)
        {
            LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-7d5f8c9b6d-x2k4p", $"line {index}", index < 25 ? 5 : index));
        }

        bench.Loki.MostEntries = 10;
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query());
        Assert.Equal(Enumerable.Range(0, 10).Concat(Enumerable.Range(15, 15)).Select(index => $"line {index}"), answer.Value.Select(line => line.Body));
        Assert.False(answer.Complete);
        Assert.Contains("more than 19 lines", Assert.Single(answer.Warnings, warning => warning.Code == "same-instant").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loki_that_allows_less_lines_at_once_is_asked_for_less()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        Fill(bench, 100);
        bench.Loki.MostEntries = 7;
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query());
        Assert.Equal(100, answer.Value.Length);
        Assert.True(answer.Complete);
        Assert.Contains("limit=5000", bench.Queries.First(), StringComparison.Ordinal);
        Assert.All(bench.Queries.Skip(1), query => Assert.Contains("limit=7", query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_request_is_enough_for_the_newest_lines()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        Fill(bench, 100);
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query() with { Limit = 10 });
        Assert.Equal(Enumerable.Range(90, 10).Select(index => $"line {index}"), answer.Value.Select(line => line.Body));
        Assert.Single(bench.Queries);
        Assert.Contains("direction=backward", bench.Queries.Single(), StringComparison.Ordinal);
        Assert.False(answer.Complete);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("bytes")]
    [InlineData("time")]
    public async Task A_window_that_loki_finds_too_much_is_asked_for_in_parts(string reason)
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        for (int index = 0; index < 60; index++)
        {
            LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-7d5f8c9b6d-x2k4p", $"line {index}", index * 60 * UnixTime.NanosPerSecond));
        }

        switch (reason)
        {
            case "length":
                bench.Loki.LongestWindow = (TimeSpan.FromMinutes(25), "25m");
                break;
            case "bytes":
                bench.Loki.MostBytes = 100;
                break;
            default:
                bench.Loki.Patience = TimeSpan.FromMinutes(20);
                break;
        }

        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query());
        Assert.Equal(Enumerable.Range(0, 60).Select(index => $"line {index}"), answer.Value.Select(line => line.Body));
        Assert.True(answer.Complete);
        Assert.InRange(bench.Queries.Count(), 3, 40);
    }

    [Fact]
    public async Task What_stays_too_much_is_one_clear_error_and_with_lines_found_before_a_part_of_the_answer()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        string longLine = new('x', 200);
        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-7d5f8c9b6d-x2k4p", longLine));
        bench.Loki.MostBytes = 100;
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => bench.FindAsync(LokiBench.Query()));
        Assert.Contains("too many bytes", failure.Message, StringComparison.Ordinal);

        LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-7d5f8c9b6d-x2k4p", "newer", 1800 * UnixTime.NanosPerSecond));
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query());
        Assert.Equal(["newer"], answer.Value.Select(line => line.Body));
        Assert.False(answer.Complete);
        Assert.Contains(answer.Warnings, warning => warning.Code == "partial" && warning.Message.Contains("too many bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_loki_is_not_asked_without_end()
    {
        await using LokiBench bench = await LokiBench.StartAsync();
        Fill(bench, 100);
        Answer<ImmutableArray<RawLogLine>> answer = await bench.FindAsync(LokiBench.Query(), bounds: new LokiOptions { LargestPage = 5, MostRequests = 4 });
        Assert.Equal(16, answer.Value.Length);
        Assert.Equal("line 99", answer.Value[^1].Body);
        Assert.False(answer.Complete);
        Assert.Contains(answer.Warnings, warning => warning.Code == "limit" && warning.Message.Contains("4 times", StringComparison.Ordinal));
    }

    private static void Fill(LokiBench bench, int count)
    {
        for (int index = 0; index < count; index++)
        {
            LokiStreams.Add(bench.Loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-7d5f8c9b6d-x2k4p", $"line {index}", index));
        }
    }
}
