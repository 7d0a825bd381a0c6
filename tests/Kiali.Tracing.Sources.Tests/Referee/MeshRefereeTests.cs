using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Kiali.Tracing.TestKit.Peers;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>What graphs and charts ask of a whole mesh, by whatever option, against a real Prometheus that holds the same samples.</summary>
public sealed class MeshRefereeTests(MeshReferee referee) : IClassFixture<MeshReferee>
{
    private static readonly Gen<AnalysisWindow> Window = Gen.Select(Gen.Long[MeshMetrics.Start + 600_000, MeshMetrics.End], Gen.Long[60, 3_000]).Select(
        (end, seconds) => new AnalysisWindow(
            new TimeRange((end - (seconds * 1000)) * UnixTime.NanosPerMilli, end * UnixTime.NanosPerMilli), end * UnixTime.NanosPerMilli, false));

    private static readonly Gen<GraphOptions> Graphs =
        from grpc in Any(TrafficRate.Requests, TrafficRate.Total, TrafficRate.None)
        from http in Any(TrafficRate.Requests, TrafficRate.None)
        from ambient in Any(Enum.GetValues<AmbientTraffic>())
        from namespaces in Any<ImmutableArray<string>>([], ["shop"], ["sho.p", "pay"])
        from cluster in Any<string?>(null, "east")
        from focus in Any<GraphFocus?>(
            null,
            null,
            new GraphFocus(GraphFocusKind.Workload, "east", "shop", "cart-v1"),
            new GraphFocus(GraphFocusKind.App, null, "shop", "cart"),
            new GraphFocus(GraphFocusKind.Service, "west", null, "cart"))
        select new GraphOptions { Http = http, Grpc = grpc, Tcp = TrafficRate.Total, Ambient = ambient, Namespaces = namespaces, Cluster = cluster, Focus = focus };

    private static readonly Gen<MetricsOptions> Charts =
        from workload in Any([.. MeshMetrics.Workloads])
        from withCluster in Gen.Bool
        from words in Any<string[]>([], ["code"], ["remote-app", "remote-cluster"], ["security"])
        from reporter in Any<string?>(null, IstioReporters.Source, IstioReporters.Waypoint)
        from peer in Any<WorkloadRef?>(null, null, new WorkloadRef(null, "shop", "cart-v1"))
        from inbound in Gen.Bool
        select new MetricsOptions
        {
            Workload = new WorkloadRef(withCluster ? workload.Cluster : null, workload.Namespace, workload.Name),
            Directions = [inbound ? TrafficDirection.Inbound : TrafficDirection.Outbound],
            GroupBy = [.. words.Select(word => MetricGrouping.Known.Single(grouping => grouping.Word == word))],
            Reporter = reporter,
            Peer = peer,
            Quantiles = [0.5, 0.999],
            MostGroups = 100,
        };

    [PrometheusFact]
    public Task Each_answer_to_a_graphs_questions_is_Prometheus_own() => Gen.Select(Window, Graphs).SampleAsync(
        async (window, options) =>
        {
            GraphQueries queries = GraphQueries.Of(window, options);
            foreach (CounterQuery query in (IEnumerable<CounterQuery>)[
                .. queries.Requests, .. queries.SentMessages, .. queries.ReceivedMessages, .. queries.SentBytes, .. queries.ReceivedBytes,
                .. queries.Security, .. queries.ConnectionSecurity])
            {
                ImmutableArray<MetricSeries> ours = (await referee.GetCounterIncreasesAsync(query, default)).Value;
                Agreement.CountersEqual(ours, await referee.Server.AskAsync(PromQl.Of(query), query.Times.StartUnixMillis), PromQl.Of(query));
            }

            foreach (HistogramQuery query in queries.ResponseTimes)
            {
                Dictionary<LabelSet, HistogramIncrease> ours =
                    (await referee.GetHistogramIncreasesAsync(query, default)).Value.Increases.ToDictionary(increase => increase.Labels);
                Dictionary<LabelSet, double> theirs = await referee.Server.AskAsync(PromQl.Quantile(query, 0.95), query.Times.StartUnixMillis);
                foreach (LabelSet labels in ours.Keys.Union(theirs.Keys))
                {
                    Agreement.QuantileEqual(
                        ours.GetValueOrDefault(labels), 0.95, theirs.TryGetValue(labels, out double value) ? value : null, $"{PromQl.Quantile(query, 0.95)} {labels}");
                }
            }
        },
        iter: PropertyCases.AtLeast(60));

    [PrometheusFact]
    public Task Each_line_of_any_charts_is_what_Prometheus_computes() => Gen.Select(Window, Charts).SampleAsync(
        async (window, options) =>
        {
            TrafficDirection direction = options.Directions[0];
            EvaluationTimes times = MetricsSampling.TimesOf(window.Range, options);
            TimeSpan shortest = MetricsSampling.ShortestRateInterval(times, options);
            MetricsSampling sampling = new(times, shortest, shortest);
            MetricsAnswers answers = await MetricsQueries.Of(options, direction, sampling).AskAsync(referee, default);
            DirectionCharts charts = MetricsAnalysis.Compute(window, options, sampling, [answers]).Directions.Single();
            foreach (MetricChart chart in charts.Charts)
            {
                string by = string.Join(',', options.LabelsOf(direction));
                string reporter = chart.Series.Select(series => series.Labels.GetValue(IstioLabels.Reporter)).FirstOrDefault(IstioReporters.Source);
                string labels = Labels(options, direction, reporter);
                string range = string.Create(CultureInfo.InvariantCulture, $"[{sampling.RateInterval.TotalSeconds}s]");
                string Rate(string family, string more = "") => $"sum by ({by}) (rate({family}{{{labels}{more}}}{range}))";
                foreach (IGrouping<string, ChartSeries> lines in chart.Series.GroupBy(series => series.Statistic))
                {
                    double? quantile = lines.Key switch { "p50" => 0.5, "p99.9" => 0.999, _ => null };
                    ILookup<(LabelSet Labels, long UnixMillis), HistogramIncrease> growth = quantile is null
                        ? Enumerable.Empty<HistogramIncrease>().ToLookup(increase => (increase.Labels, increase.UnixMillis))
                        : answers.Histograms[FamilyOf(chart.Kind)].Value.Increases.ToLookup(increase => (increase.Labels, increase.UnixMillis));
                    await CompareAsync(lines, Expression(chart.Kind, lines.Key, Rate, by), times, quantile, growth);
                }
            }
        },
        iter: PropertyCases.AtLeast(40));

    private static string FamilyOf(MetricChartKind kind) => kind switch
    {
        MetricChartKind.RequestDuration => "istio_request_duration_milliseconds",
        MetricChartKind.RequestSize => "istio_request_bytes",
        MetricChartKind.ResponseSize => "istio_response_bytes",
        MetricChartKind.RequestThroughput => "istio_request_bytes_sum",
        MetricChartKind.ResponseThroughput => "istio_response_bytes_sum",
        MetricChartKind.GrpcSent => "istio_request_messages_total",
        MetricChartKind.GrpcReceived => "istio_response_messages_total",
        MetricChartKind.TcpOpened => "istio_tcp_connections_opened_total",
        MetricChartKind.TcpClosed => "istio_tcp_connections_closed_total",
        MetricChartKind.TcpSent => "istio_tcp_received_bytes_total",
        MetricChartKind.TcpReceived => "istio_tcp_sent_bytes_total",
        _ => "istio_requests_total",
    };

    private static string Expression(MetricChartKind kind, string statistic, Func<string, string, string> rate, string by)
    {
        string family = FamilyOf(kind);
        string le = by.Length > 0 ? by + ",le" : "le";
        string none = $"0 * {rate(family, string.Empty)}";
        return statistic switch
        {
            ChartStatistics.Average => $"{rate(family + "_sum", string.Empty)} / {rate(family + "_count", string.Empty)}",
            "p50" => Quantile("0.5"),
            "p99.9" => Quantile("0.999"),
            ChartStatistics.Errors => Share(
                rate(family, ",response_code=~\"0|5[0-9][0-9]\""),
                rate(family, ",request_protocol=\"grpc\",response_code!~\"0|[45][0-9][0-9]\",grpc_response_status=~\"2|4|12|13|14|15\"")),
            ChartStatistics.ClientErrors => Share(
                rate(family, ",response_code=~\"4[0-9][0-9]\""),
                rate(family, ",request_protocol=\"grpc\",response_code!~\"0|[45][0-9][0-9]\",grpc_response_status!~\"0||2|4|12|13|14|15\"")),
            _ => rate(family, string.Empty),
        };

        string Quantile(string quantile)
            => $"histogram_quantile({quantile}, {rate(family + "_bucket", string.Empty).Replace($"sum by ({by})", $"sum by ({le})", StringComparison.Ordinal)})";

        // Both added, where Kiali's `or` takes the first alone.
        string Share(string http, string grpc) => $"100 * (({http} or {none}) + ({grpc} or {none})) / {rate(family, string.Empty)}";
    }

    private static string Labels(MetricsOptions options, TrafficDirection direction, string reporter)
    {
        (string own, string other) = direction == TrafficDirection.Inbound ? ("destination", "source") : ("source", "destination");
        string Of(string side, WorkloadRef workload) => $",{side}_workload_namespace=\"{workload.Namespace}\",{side}_workload=\"{workload.Name}\""
            + (workload.Cluster is { } cluster ? $",{side}_cluster=\"{cluster}\"" : string.Empty);
        return $"reporter=\"{reporter}\"{Of(own, options.Workload)}{(options.Peer is { } peer ? Of(other, peer) : string.Empty)}";
    }

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private async Task CompareAsync(
        IEnumerable<ChartSeries> lines,
        string expression,
        EvaluationTimes times,
        double? quantile,
        ILookup<(LabelSet Labels, long UnixMillis), HistogramIncrease> growth)
    {
        Dictionary<LabelSet, Dictionary<long, double>> theirs = await referee.Server.AskRangeAsync(expression, times);
        Dictionary<LabelSet, ChartSeries> ours = lines.ToDictionary(line => LabelSet.Create(line.Labels.Where(label => label.Name != IstioLabels.Reporter)));
        foreach (LabelSet group in theirs.Keys.Union(ours.Keys))
        {
            Dictionary<long, double> expected = theirs.GetValueOrDefault(group) ?? [];
            for (int index = 0; index < times.Count; index++)
            {
                double? line = ours.TryGetValue(group, out ChartSeries? series) && !double.IsNaN(series.Points[index].Value) ? series.Points[index].Value : null;
                double? theirValue = expected.TryGetValue(times[index], out double value) ? value : null;
                string what = $"{expression} {group} at {times[index]}";
                if (quantile is { } q && series is not null && growth[(series.Labels, times[index])].SingleOrDefault() is { } increase)
                {
                    Assert.Equal(HistogramStatistics.Quantile(increase, q)?.Value, line);
                    Agreement.QuantileEqual(increase, q, theirValue, what);
                }
                else
                {
                    Agreement.Equal(line, theirValue, what);
                }
            }
        }
    }
}
