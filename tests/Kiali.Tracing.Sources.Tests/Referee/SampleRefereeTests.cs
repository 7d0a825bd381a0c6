using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Peers;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>What heatmap, charts and graph say of the recorded incident, against what Prometheus computes from the same samples with Kiali's own PromQL.</summary>
public sealed class SampleRefereeTests(SampleReferee referee) : IClassFixture<SampleReferee>
{
    private static readonly long From = UnixTime.ToUnixNano(SampleIncident.Scenario.From);
    private static readonly long To = UnixTime.ToUnixNano(SampleIncident.Scenario.To);

    private static readonly Gen<long> Instant = Gen.Long[From / UnixTime.NanosPerMilli, To / UnixTime.NanosPerMilli].Select(millis => millis * UnixTime.NanosPerMilli);

    private static readonly Gen<AnalysisWindow> Window = Gen.Select(Instant, Gen.Long[60, 10_800]).Select(
        (end, seconds) => new AnalysisWindow(new TimeRange(end - (seconds * UnixTime.NanosPerSecond), end), end, false));

    private static readonly Gen<ImmutableArray<string>> Namespaces = Gen.OneOf(
        Gen.Const(ImmutableArray<string>.Empty), Gen.Const(ImmutableArray.Create("bookinfo")), Gen.Const(ImmutableArray.Create("bookinfo", "istio-system")));

    [PrometheusFact]
    public async Task Each_cell_of_the_incidents_heatmap_is_what_Prometheus_computes()
    {
        foreach ((int from, int to) in ((int, int)[])[(2, 5), (19, 22), (-20, -5)])
        {
            Trace trace = SampleHeatmap.MedianTrace(referee.Traces, from, to);
            foreach (HeatmapTarget target in HeatmapTargets.All(trace))
            {
                await CompareCellsAsync(target);
            }
        }
    }

    [PrometheusFact]
    public Task Each_cell_of_any_spans_heatmap_is_what_Prometheus_computes() => Gen.Int[0, referee.Traces.Count - 1].SampleAsync(
        async index =>
        {
            ImmutableArray<HeatmapTarget> targets = HeatmapTargets.All(referee.Traces[index]);
            await CompareCellsAsync(targets[index % targets.Length]);
        },
        iter: PropertyCases.AtLeast(100));

    [PrometheusFact]
    public Task Each_point_of_the_charts_is_what_Prometheus_computes() => Gen.Select(Window, Gen.OneOf<WorkloadRef>([.. Workloads.Select(Gen.Const)]), Gen.Bool).SampleAsync(
        async (window, workload, inbound) =>
        {
            MetricsOptions options = new() { Workload = workload };
            TrafficDirection direction = inbound ? TrafficDirection.Inbound : TrafficDirection.Outbound;
            EvaluationTimes times = MetricsSampling.TimesOf(window.Range, options);
            TimeSpan shortest = MetricsSampling.ShortestRateInterval(times, options);
            MetricsSampling sampling = new(times, shortest, shortest);
            MetricsAnswers answers = await MetricsQueries.Of(options, direction, sampling).AskAsync(referee.Metrics, default);
            DirectionCharts charts = MetricsAnalysis.Compute(window, options, sampling, [answers]).Directions.Single();

            string labels = KialiLabels(workload, direction);
            string range = string.Create(CultureInfo.InvariantCulture, $"[{sampling.RateInterval.TotalSeconds}s]");
            string Rate(string metric, string more = "") => $"sum(rate({metric}{{{labels}{more}}}{range}))";
            const string Duration = "istio_request_duration_milliseconds";
            await ComparePointsAsync(charts.Duration.Find("avg")!, $"{Rate($"{Duration}_sum")} / {Rate($"{Duration}_count")}", times);
            foreach ((string name, string quantile) in ((string, string)[])[("p50", "0.5"), ("p90", "0.9"), ("p99", "0.99")])
            {
                await ComparePointsAsync(
                    charts.Duration.Find(name)!, $"histogram_quantile({quantile}, sum(rate({Duration}_bucket{{{labels}}}{range})) by (le))", times);
            }

            await ComparePointsAsync(charts.Charts[(int)MetricChartKind.RequestVolume].Series[0], Rate("istio_requests_total"), times);
            await ComparePointsAsync(
                charts.Errors.Find(ChartStatistics.Errors)!,
                $"100 * ({Rate("istio_requests_total", ",response_code=~\"^0$|^5[0-9][0-9]$\"")} or {Rate("istio_requests_total")} * 0) / {Rate("istio_requests_total")}",
                times);
            await ComparePointsAsync(charts.Charts[(int)MetricChartKind.RequestThroughput].Series[0], Rate("istio_request_bytes_sum"), times);
            await ComparePointsAsync(charts.Charts[(int)MetricChartKind.ResponseThroughput].Series[0], Rate("istio_response_bytes_sum"), times);
        },
        iter: 40);

    [PrometheusFact]
    public Task Each_number_the_graph_is_made_of_is_what_Prometheus_computes()
        => Gen.Select(Window, Namespaces).SampleAsync(
            async (window, namespaces) =>
            {
                GraphQueries queries = GraphQueries.Of(window, new GraphOptions { Namespaces = namespaces, Grpc = TrafficRate.Total, Tcp = TrafficRate.Total });
                foreach (CounterQuery query in queries.Requests.Concat(queries.Security).Concat(queries.SentMessages).Concat(queries.ReceivedBytes).Concat(queries.ConnectionSecurity))
                {
                    Answer<ImmutableArray<MetricSeries>> ours = await referee.Metrics.GetCounterIncreasesAsync(query, default);
                    Agreement.CountersEqual(ours.Value, await referee.Server.AskAsync(PromQl.Of(query), query.Times.StartUnixMillis), PromQl.Of(query));
                }

                foreach (HistogramQuery query in queries.ResponseTimes)
                {
                    await CompareHistogramsAsync(query);
                }
            },
            iter: 40);

    [PrometheusFact]
    public async Task The_graphs_questions_find_what_Kialis_find()
    {
        AnalysisWindow window = new(new TimeRange(To - (600 * UnixTime.NanosPerSecond), To), To, false);
        GraphQueries queries = GraphQueries.Of(window, new GraphOptions { Type = GraphType.Workload, Namespaces = ["bookinfo"] });
        long at = To / UnixTime.NanosPerMilli;
        string[] kialis =
        [
            "reporter=\"source\",source_workload_namespace!=\"bookinfo\",destination_workload_namespace=\"unknown\",destination_workload=\"unknown\",destination_service=~\"^.+\\\\.bookinfo\\\\..+$\"",
            "reporter=\"source\",source_workload_namespace!=\"bookinfo\",destination_workload_namespace=\"bookinfo\"",
            "reporter=~\"waypoint|destination\",destination_workload_namespace=\"bookinfo\"",
            "reporter=~\"waypoint|source\",source_workload_namespace=\"bookinfo\"",
        ];
        for (int index = 0; index < kialis.Length; index++)
        {
            CounterQuery query = queries.Requests[index];
            IEnumerable<MetricSeries> ours = (await referee.Metrics.GetCounterIncreasesAsync(query, default)).Value
                .Select(series => series with { Points = [.. series.Points.Select(point => point with { Value = point.Value / 600 })] })
                .Where(series => series.Points[0].Value > 0);
            string expression = $"sum(rate(istio_requests_total{{{kialis[index]}}}[600s])) by ({string.Join(',', query.Selector.GroupBy)}) > 0";
            Agreement.CountersEqual(ours, await referee.Server.AskAsync(expression, at), expression);
        }
    }

    private static WorkloadRef[] Workloads { get; } =
    [
        new("Kubernetes", "bookinfo", "productpage-v1"), new("Kubernetes", "bookinfo", "reviews-v2"), new("Kubernetes", "bookinfo", "reviews-v3"),
        new("Kubernetes", "bookinfo", "ratings-v1"), new(null, "istio-system", "istio-ingressgateway"),
    ];

    private static string KialiLabels(WorkloadRef workload, TrafficDirection direction)
    {
        string side = direction == TrafficDirection.Inbound ? "destination" : "source";
        string cluster = workload.Cluster is { } name ? $",{side}_cluster=\"{name}\"" : string.Empty;
        return $"reporter=\"{side}\",{side}_workload_namespace=\"{workload.Namespace}\",{side}_workload=\"{workload.Name}\"{cluster}";
    }

    private async Task CompareCellsAsync(HeatmapTarget target)
    {
        HeatmapMatrix matrix = await SampleHeatmap.CompareAsync(referee.Metrics, target, SampleHeatmap.WithBaseline);
        string labels = KialiLabels(target.Workload, target.Direction);
        foreach (HeatmapInterval interval in SampleHeatmap.WithBaseline.Intervals)
        {
            HistogramQuery query = SampleHeatmap.QueryOf(target, interval);
            HistogramIncrease? increase = (await referee.Metrics.GetHistogramIncreasesAsync(query, default)).Value.Increases.SingleOrDefault();
            string range = string.Create(CultureInfo.InvariantCulture, $"[{interval.Length.TotalSeconds}s]");
            foreach (HeatmapStatistic statistic in SampleHeatmap.WithBaseline.Statistics)
            {
                string expression = statistic.Quantile is { } quantile
                    ? string.Create(CultureInfo.InvariantCulture, $"histogram_quantile({quantile}, sum(rate(istio_request_duration_milliseconds_bucket{{{labels}}}{range})) by (le))")
                    : $"sum(rate(istio_request_duration_milliseconds_sum{{{labels}}}{range})) / sum(rate(istio_request_duration_milliseconds_count{{{labels}}}{range}))";
                double? theirs = await SingleAsync(expression, query.Times.StartUnixMillis);
                HeatmapCell cell = matrix.Find(interval.Name, statistic.Name)!;
                string what = $"{expression} at {query.Times.StartUnixMillis}";
                if (statistic.Quantile is { } q)
                {
                    Agreement.QuantileEqual(increase, q, theirs, what);
                    Assert.Equal(increase is null ? null : HistogramStatistics.Quantile(increase, q)?.Value, cell.MetricMs);
                }
                else
                {
                    Agreement.Equal(cell.MetricMs, theirs, what);
                }
            }

            Agreement.Equal(
                matrix.Find(interval.Name, "avg")!.Requests,
                await SingleAsync($"sum(increase(istio_request_duration_milliseconds_count{{{labels}}}{range}))", query.Times.StartUnixMillis),
                $"requests of {target.Workload} in {interval.Name}");
        }
    }

    private async Task CompareHistogramsAsync(HistogramQuery query)
    {
        long at = query.Times.StartUnixMillis;
        Dictionary<LabelSet, HistogramIncrease> ours =
            (await referee.Metrics.GetHistogramIncreasesAsync(query, default)).Value.Increases.ToDictionary(increase => increase.Labels);
        Dictionary<LabelSet, double> means = await referee.Server.AskAsync(PromQl.Mean(query), at);
        Dictionary<LabelSet, double> tails = await referee.Server.AskAsync(PromQl.Quantile(query, 0.95), at);
        foreach (LabelSet labels in ours.Keys.Union(means.Keys).Union(tails.Keys))
        {
            HistogramIncrease? increase = ours.GetValueOrDefault(labels);
            Agreement.Equal(increase is null ? null : HistogramStatistics.Mean(increase), Of(means, labels), $"{PromQl.Mean(query)} {labels} at {at}");
            Agreement.QuantileEqual(increase, 0.95, Of(tails, labels), $"{PromQl.Quantile(query, 0.95)} {labels} at {at}");
        }
    }

    private async Task ComparePointsAsync(ChartSeries ours, string expression, EvaluationTimes times)
    {
        Dictionary<LabelSet, Dictionary<long, double>> answer = await referee.Server.AskRangeAsync(expression, times);
        Dictionary<long, double> theirs = answer.Values.SingleOrDefault() ?? [];
        foreach (MetricPoint point in ours.Points)
        {
            Agreement.Equal(
                double.IsNaN(point.Value) ? null : point.Value,
                theirs.TryGetValue(point.UnixMillis, out double value) ? value : null,
                $"{expression} at {point.UnixMillis}");
        }
    }

    private async Task<double?> SingleAsync(string expression, long unixMillis)
        => (await referee.Server.AskAsync(expression, unixMillis)).Values.Select(value => (double?)value).SingleOrDefault();

    private static double? Of(Dictionary<LabelSet, double> values, LabelSet labels) => values.TryGetValue(labels, out double value) ? value : null;
}
