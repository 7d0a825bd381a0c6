using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

public sealed class MetricsCommandTests
{
    private const string Hour = "--from 14:00 --to 15:00";

    [Fact]
    public async Task The_charts_of_the_sample_show_the_planted_delay()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"metrics -w ratings-v1 {Hour}");

        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.Contains("ratings-v1.bookinfo inbound · 2026-11-14 14:00:00 – 15:00:00 UTC · step 72s", run.Text, StringComparison.Ordinal);
        Assert.Contains("inside the slow stretch 14:30:00 – 15:00:00", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("laid over", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_recorded_is_charted_whole()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("metrics -w ratings-v1 --format json");

        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.Empty(run.Json.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task A_workload_that_was_well_has_no_slow_stretch()
        => Assert.DoesNotContain("slow stretch", (await SampleVerbs.RunAsync($"metrics -w details-v1 {Hour}")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task The_document_has_five_charts_of_one_step_and_the_spans_of_every_trace()
    {
        JsonElement metrics = (await SampleVerbs.RunAsync($"metrics -w ratings-v1 --spans --limit 1000 {Hour} --format json")).Json;

        Assert.Equal(
            ["request-duration", "request-volume", "request-errors", "request-throughput", "response-throughput"],
            metrics.GetProperty("charts").EnumerateArray().Select(chart => chart.GetProperty("name").GetString()));
        Assert.Equal(72, metrics.GetProperty("stepSeconds").GetDouble());
        JsonElement[] spans = [.. metrics.GetProperty("spans").EnumerateArray()];
        Assert.NotEmpty(spans);
        Assert.All(spans, span => Assert.Equal(("ratings-v1", "inbound"), (span.GetProperty("workload").GetString(), span.GetProperty("direction").GetString())));
        Assert.Equal(spans.Length, spans.Select(span => span.GetProperty("spanId").GetString()).Distinct().Count());
        Assert.True(metrics.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task The_limit_counts_traces_and_leaving_some_out_is_incomplete()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"metrics -w ratings-v1 --spans --limit 7 {Hour} --format json");

        Assert.Equal(ExitCodes.Incomplete, run.Outcome.ExitCode);
        Assert.Equal(7, run.Json.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("traceId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task What_a_gateway_sends_is_shown_as_nothing_comes_in_and_that_is_said()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"metrics -w istio-ingressgateway {Hour}");

        Assert.Contains("istio-ingressgateway.istio-system outbound", run.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing in the metrics comes in to istio-ingressgateway.istio-system", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_samples_are_a_minute_apart_points_look_back_further_and_have_no_gaps()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("metrics -w ratings-v1 --from 12:00 --to 13:00 --format json");

        Assert.Empty(run.Json.GetProperty("warnings").EnumerateArray());
        Assert.All(
            run.Json.GetProperty("charts")[1].GetProperty("series")[0].GetProperty("points").EnumerateArray(),
            point => Assert.Equal(JsonValueKind.Number, point[1].ValueKind));
        Assert.Contains("Each point looks back 144s: in 72s", (await SampleVerbs.RunAsync("metrics -w ratings-v1 --from 12:00 --to 13:00")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_sides_are_charted_one_below_the_other()
    {
        JsonElement metrics = (await SampleVerbs.RunAsync($"metrics -w reviews-v3 --direction both {Hour} --quantiles 0.95,0.5 --format json")).Json;

        Assert.Equal(
            Enumerable.Repeat("inbound", 5).Concat(Enumerable.Repeat("outbound", 5)),
            metrics.GetProperty("charts").EnumerateArray().Select(chart => chart.GetProperty("direction").GetString()));
        Assert.Equal(
            ["avg", "p50", "p95"],
            metrics.GetProperty("charts")[0].GetProperty("series").EnumerateArray().Select(series => series.GetProperty("statistic").GetString()));
    }

    [Theory]
    [InlineData("metrics", "needs a workload")]
    [InlineData("metrics -w ratings-v1 --quantiles 0.5,99", "--quantiles takes numbers between 0 and 1")]
    [InlineData("metrics -w ratings-v1 --quantiles 0.5,NaN", "--quantiles takes numbers between 0 and 1")]
    [InlineData("metrics -w ratings-v1 --step 1s", "--step 1s gives more than 2,000 points")]
    [InlineData("metrics -w ratings-v1 --direction sideways", "sideways")]
    [InlineData("metrics -w ratings-v1 --limit 0", "--limit")]
    [InlineData("metrics -w ratings-v1 --by reporter", "--reporter chooses")]
    [InlineData("metrics -w ratings-v1 --by re-mote", "cannot be split by \"re-mote\"")]
    [InlineData("metrics -w ratings-v1 --by code,flags,service", "--by takes up to 2 words, not 3")]
    [InlineData("metrics -w ratings-v1 --reporter both", "both")]
    public async Task What_cannot_be_charted_is_refused_with_the_reason(string line, string reason)
    {
        SampleVerbs run = await SampleVerbs.RunAsync(line);

        Assert.Equal(ExitCodes.Usage, run.Outcome.ExitCode);
        Assert.Contains(reason, run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_split_by_the_response_code_and_add_up()
    {
        JsonElement whole = (await SampleVerbs.RunAsync($"metrics -w reviews-v3 {Hour} --format json")).Json.GetProperty("charts")[1];
        SampleVerbs run = await SampleVerbs.RunAsync($"metrics -w reviews-v3 {Hour} --by code --format json");
        JsonElement[] series = [.. run.Json.GetProperty("charts")[1].GetProperty("series").EnumerateArray()];

        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.Equal(["200", "503"], series.Select(one => one.GetProperty("labels").GetProperty("response_code").GetString()).Order(StringComparer.Ordinal));
        for (int point = 0; point < whole.GetProperty("series")[0].GetProperty("points").GetArrayLength(); point++)
        {
            double?[] parts = [.. series.Select(one => one.GetProperty("points")[point][1]).Where(value => value.ValueKind == JsonValueKind.Number).Select(value => (double?)value.GetDouble())];
            JsonElement all = whole.GetProperty("series")[0].GetProperty("points")[point][1];
            Assert.Equal(all.ValueKind == JsonValueKind.Number ? all.GetDouble() : 0, parts.Sum()!.Value, 6);
        }
    }

    [Fact]
    public async Task Peers_add_up_to_all_requests()
    {
        double Rate(SampleVerbs run) => run.Json.GetProperty("charts")[1].GetProperty("series")[0].GetProperty("points")[20][1].GetDouble();

        double whole = Rate(await SampleVerbs.RunAsync($"metrics -w ratings-v1 {Hour} --format json"));
        double second = Rate(await SampleVerbs.RunAsync($"metrics -w ratings-v1 {Hour} --peer reviews-v2 --format json"));
        double third = Rate(await SampleVerbs.RunAsync($"metrics -w ratings-v1 {Hour} --peer reviews-v3 --format json"));

        Assert.True(second > 0 && third > 0);
        Assert.Equal(whole, second + third, 6);
    }

    [Fact]
    public async Task Traces_alone_have_no_metrics_to_chart()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("metrics -w ratings-v1", "file:" + SampleIncident.Traces);

        Assert.Equal(ExitCodes.Usage, run.Outcome.ExitCode);
        Assert.Contains("metric charts", run.Messages, StringComparison.Ordinal);
    }
}
