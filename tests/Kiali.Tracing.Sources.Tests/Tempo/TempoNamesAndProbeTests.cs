using Kiali.Tracing.Sources.Tempo;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Names of services and operations, versions, addresses.</summary>
public class TempoNamesAndProbeTests
{
    [Theory]
    [InlineData(false, StandInWire.Http)]
    [InlineData(true, StandInWire.Http)]
    [InlineData(false, StandInWire.Grpc)]
    public async Task Services_are_listed_in_order_by_any_version(bool isVeryOld, StandInWire wire)
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { IsVeryOld = isVeryOld }, wire);
        Answer<System.Collections.Immutable.ImmutableArray<string>> answer = await tempo.Traces.GetServicesAsync(CancellationToken.None);
        Assert.Equal(["service 0", "service 1", "service 2"], answer.Value.AsEnumerable());
        Assert.True(answer.Complete);
        Assert.Contains("start=1699917200&end=1700003600", tempo.Server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_are_those_of_the_service()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All));
        Assert.Equal(
            ContractSpans.All.Where(span => span.Service == "service 1").Select(span => span.Name).Distinct().Order(StringComparer.Ordinal),
            (await tempo.Traces.GetOperationsAsync("service 1", CancellationToken.None)).Value.AsEnumerable());
        Assert.Empty((await tempo.Traces.GetOperationsAsync("no \"such\" service", CancellationToken.None)).Value);
    }

    [Fact]
    public async Task A_version_that_cannot_tell_operations_apart_lists_all_and_says_so()
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { IsVeryOld = true });
        Answer<System.Collections.Immutable.ImmutableArray<string>> answer = await tempo.Traces.GetOperationsAsync("service 1", CancellationToken.None);
        Assert.Equal(ContractSpans.All.Select(span => span.Name).Distinct().Order(StringComparer.Ordinal), answer.Value.AsEnumerable());
        Assert.False(answer.Complete);
        Assert.Equal("unfiltered-names", Assert.Single(answer.Warnings).Code);
    }

    [Theory]
    [InlineData(StandInWire.Http)]
    [InlineData(StandInWire.Grpc)]
    public async Task A_probe_tells_the_version_and_opening_asks_nothing(StandInWire wire)
    {
        await using TempoServer tempo = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All), wire);
        Assert.Empty(tempo.Server.Requests);
        Assert.Equal(new SourceProbe("2.8.1", "Tempo 2.8.1"), await tempo.Source.Probe!(CancellationToken.None));
        Assert.True(tempo.Source.IsLive);
        Assert.Equal(["traces"], tempo.Source.Capabilities.AsEnumerable());
    }

    [Fact]
    public async Task A_probe_of_an_older_version_or_of_one_that_is_not_ready_says_so()
    {
        await using TempoServer old = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { IsOld = true });
        Assert.Equal(new SourceProbe(null, "Tempo, which does not tell its version"), await old.Source.Probe!(CancellationToken.None));
        await using TempoServer starting = await TempoServer.StartAsync(new TempoStandIn(ContractSpans.All) { NotReady = "Ingester not ready: waiting for 15s after being ready\n" });
        Assert.Equal(
            "Tempo 2.8.1; it says that it is not ready: Ingester not ready: waiting for 15s after being ready",
            (await starting.Source.Probe!(CancellationToken.None)).Message);
    }

    [Theory]
    [InlineData("2.8.0", true)]
    [InlineData("v2.10.3", true)]
    [InlineData("3.0", true)]
    [InlineData("main-1a2b3c", true)]
    [InlineData("r123", true)]
    [InlineData("2.7.2", false)]
    [InlineData("v2.4.0-rc.1", false)]
    [InlineData("1.5.0+abc", false)]
    public void A_version_tells_whether_it_gives_the_newest(string version, bool givesNewest) => Assert.Equal(givesNewest, TempoMapping.GivesNewest(version));

    [Theory]
    [InlineData("tempo+http://tempo:3200", "http://tempo:3200/", null)]
    [InlineData("tempo+https://tempo.example/tempo", "https://tempo.example/tempo/", null)]
    [InlineData("tempo+grpc://tempo", "http://tempo:3200/", "http://tempo:9095/")]
    [InlineData("tempo+grpc://tempo:9095", "http://tempo:3200/", "http://tempo:9095/")]
    [InlineData("tempo+grpc://tempo:3200", "http://tempo:3200/", "http://tempo:3200/")]
    [InlineData("TEMPO+GRPC://[::1]:3200", "http://[::1]:3200/", "http://[::1]:3200/")]
    [InlineData("tempo+grpcs://tempo.example", "https://tempo.example/", "https://tempo.example/")]
    [InlineData("tempo+grpcs://tempo:9095", "https://tempo:3200/", "https://tempo:9095/")]
    public void A_URI_tells_where_is_searched_and_where_traces_are_got(string uri, string http, string? grpc)
        => Assert.Equal(new TempoAddress(new Uri(http), grpc is null ? null : new Uri(grpc)), TempoAddress.Of(uri));

    [Theory]
    [InlineData("range specified by start and end exceeds 168h0m0s. received start=1 end=604802", 604800L)]
    [InlineData("range specified by start and end exceeds 5m0s. received start=1000 end=1500", 300L)]
    [InlineData("range specified by start and end exceeds 1h1m1.5s. received start=1 end=2", 3661L)]
    [InlineData("spans per span set exceeds 100. received 101", null)]
    [InlineData("limit 262145 exceeds max limit 262144", null)]
    [InlineData("range specified by start and end exceeds . received start=1 end=2", null)]
    public void A_refusal_tells_the_longest_window(string refusal, long? seconds) => Assert.Equal(seconds, TempoMapping.LongestWindowIn(refusal));

    [Theory]
    [InlineData("limit 262145 exceeds max limit 262144", 262144)]
    [InlineData("limit 5 exceeds max limit 0", null)]
    [InlineData("limit 5 exceeds max limit 99999999999", null)]
    [InlineData("range specified by start and end exceeds 5m0s. received start=1000 end=1500", null)]
    public void A_refusal_tells_the_largest_limit(string refusal, int? limit) => Assert.Equal(limit, TempoMapping.LargestLimitIn(refusal));

    [Theory]
    [InlineData(0, 0, 1, 2)]
    [InlineData(5_000_000_000, 5_000_000_000, 5, 6)]
    [InlineData(5_999_999_999, 6_000_000_001, 5, 7)]
    [InlineData(-1, 1, 1, 2)]
    public void A_range_becomes_the_whole_seconds_that_hold_it(long start, long end, long startSeconds, long endSeconds)
        => Assert.Equal((startSeconds, endSeconds), TempoMapping.SecondsOf(new TimeRange(start, end)));
}
