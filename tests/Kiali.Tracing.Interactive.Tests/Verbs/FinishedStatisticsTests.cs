using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Reports;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

/// <summary>Verbs on a source that gives finished statistics, as a Kiali server does: the sample's metrics, computed elsewhere.</summary>
public sealed class FinishedStatisticsTests
{
    private const string Heatmap = "heatmap e445da4 --format json";
    private const string Metrics = "metrics -w ratings-v1 --from 14:00 --to 15:00";

    [Fact]
    public async Task A_heatmap_has_the_same_statistics_but_no_bounds_requests_and_ranks_and_says_why()
    {
        JsonElement growth = (await SampleVerbs.RunAsync(Heatmap)).Json;
        FinishedMetrics? finished = null;
        SampleVerbs run = await SampleVerbs.RunAsync(Heatmap, source => Finish(source, out finished));

        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        foreach ((JsonElement expected, JsonElement actual) in growth.GetProperty("cells").EnumerateArray().Zip(run.Json.GetProperty("cells").EnumerateArray()))
        {
            Assert.Equal(expected.GetProperty("metricMs").GetDouble(), actual.GetProperty("metricMs").GetDouble(), 9);
            Assert.Equal(expected.GetProperty("deltaMs").GetDouble(), actual.GetProperty("deltaMs").GetDouble(), 9);
            Assert.All(["lowerMs", "upperMs", "requests", "coveredSeconds", "reason"], name => Assert.Equal(JsonValueKind.Null, actual.GetProperty(name).ValueKind));
            Assert.Equal(Math.Abs(actual.GetProperty("deltaMs").GetDouble()) >= 1, actual.GetProperty("distinguishable").GetBoolean());
        }

        Assert.Empty(run.Json.GetProperty("ranks").EnumerateArray());
        Assert.NotEmpty(run.Json.GetProperty("mean").GetProperty("cells").EnumerateArray());
        Assert.Equal("finished-statistics", Assert.Single(run.Json.GetProperty("warnings").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(1, finished!.Calls);
        Assert.Equal(finished.Asked.Length, finished.Asked.Select(query => (query.Workload, query.Direction, query.Interval, query.AtUnixMillis)).Distinct().Count());
    }

    [Fact]
    public async Task The_text_of_a_heatmap_has_no_rank_and_no_column_of_requests()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("heatmap e445da4 --spans", source => Finish(source, out _));

        Assert.Contains("gives finished statistics, not the counts behind them", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("requests of the", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Slower than", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charts_are_the_same_with_finished_rates_and_quantiles()
    {
        JsonElement growth = (await SampleVerbs.RunAsync($"{Metrics} --format json")).Json;
        SampleVerbs run = await SampleVerbs.RunAsync($"{Metrics} --format json", source => Finish(source, out _));

        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        JsonElement[] expected = [.. Points(growth)];
        JsonElement[] actual = [.. Points(run.Json)];
        Assert.Equal(expected.Length, actual.Length);
        foreach ((JsonElement one, JsonElement other) in expected.Zip(actual))
        {
            Assert.Equal(one[0].GetDouble(), other[0].GetDouble());
            Assert.Equal(one[1].ValueKind, other[1].ValueKind);
            if (one[1].ValueKind == JsonValueKind.Number)
            {
                Assert.Equal(one[1].GetDouble(), other[1].GetDouble(), 6);
            }
        }

        Assert.Equal("finished-statistics", Assert.Single(run.Json.GetProperty("warnings").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_a_server_of_whole_seconds_cannot_place_is_refused()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("metrics -w ratings-v1 --from 14:00 --to 14:10 --step 1500ms", source => Finish(source, out _));

        Assert.Equal(ExitCodes.Usage, run.Outcome.ExitCode);
        Assert.Contains("whole seconds", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_needs_growth_and_says_so()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("graph --from 14:30 --to 15:00", source => Finish(source, out _));

        Assert.Equal(ExitCodes.Usage, run.Outcome.ExitCode);
        Assert.Contains("the graph", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_is_compared_with_finished_statistics_too()
        => Assert.Contains("Against metrics", (await SampleVerbs.RunAsync("trace e445da4", source => Finish(source, out _))).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Exemplars_of_a_source_are_shown_with_the_durations()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"{Metrics} --format json", source => source with { Exemplars = new ListedExemplars(fails: false) });

        JsonElement exemplar = Assert.Single(run.Json.GetProperty("charts")[0].GetProperty("exemplars").EnumerateArray());
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", exemplar.GetProperty("traceId").GetString());
        Assert.Contains("1 exemplar inbound", (await SampleVerbs.RunAsync(Metrics, source => source with { Exemplars = new ListedExemplars(fails: false) })).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charts_stand_without_exemplars_that_could_not_be_had_and_say_so()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"{Metrics} --format json", source => source with { Exemplars = new ListedExemplars(fails: true) });

        Assert.Equal(ExitCodes.Incomplete, run.Outcome.ExitCode);
        Assert.Equal(5, run.Json.GetProperty("charts").GetArrayLength());
        Assert.Equal("exemplars-failed", Assert.Single(run.Json.GetProperty("warnings").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_report_has_what_finished_statistics_give()
    {
        await using KialiSession session = new(
            async (uri, options, token) => Finish(await SourceRegistry.OpenAsync(uri, options, token), out _), TimeProvider.System);
        await session.ConnectAsync(new ConnectionRequest(SampleIncident.Uri), CancellationToken.None);
        TimeRange range = session.RecordedRange!.Value;

        IncidentReport report = await new ReportInvestigation(session, new Progress<ProgressReport>())
            .RunAsync(new AnalysisWindow(range, range.EndUnixNano, false), null, null, CancellationToken.None);

        Assert.True(report.Heatmap!.IsFinished);
        Assert.Empty(report.Heatmap.Matrix.Ranks);
        Assert.NotNull(report.Metrics!.Directions[0].SlowStretch);
        Assert.All(report.Graph!.Graph.Edges, edge => Assert.True(edge.OnlyInTrace));
    }

    private static OpenedSource Finish(OpenedSource source, out FinishedMetrics finished)
    {
        finished = new FinishedMetrics(source.Metrics!);
        return source with { Metrics = null, MetricStatistics = finished };
    }

    private static IEnumerable<JsonElement> Points(JsonElement metrics) => metrics.GetProperty("charts").EnumerateArray()
        .SelectMany(chart => chart.GetProperty("series").EnumerateArray()).SelectMany(series => series.GetProperty("points").EnumerateArray());

    private sealed class ListedExemplars(bool fails) : IExemplarSource
    {
        public string Uri => "memory:";

        public TimeRange? RecordedRange => null;

        public Task<Answer<ImmutableArray<MetricExemplar>>> FindExemplarsAsync(ExemplarQuery query, CancellationToken cancellationToken)
        {
            if (fails)
            {
                throw new SourceException(Uri, "read exemplars", "memory: read exemplars: refused");
            }

            Assert.Equal(IstioMetrics.RequestDurationMilliseconds, query.Selector.Family);
            LabelSet labels = LabelSet.Create([new Label("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")]);
            return Task.FromResult(Answer.Whole<ImmutableArray<MetricExemplar>>([new(LabelSet.Empty, labels, 2040, query.Window.StartUnixNano + UnixTime.NanosPerSecond)]));
        }
    }
}
