using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Tests.MetricCharts;

/// <summary>A workload's counters as Prometheus scrapes them, written by hand: so many requests a second, of one duration, from second to second.</summary>
internal sealed class ScrapedTraffic(double scrapeSeconds = 15) : IMetricSource
{
    public const long StartUnixSeconds = 1_794_664_800;
    private static readonly double[] Bounds = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, double.PositiveInfinity];
    private readonly List<RawSeries> _series = [];

    public static WorkloadRef Workload { get; } = new("Kubernetes", "bookinfo", "ratings-v1");

    public string Uri => "memory:";

    public TimeRange? RecordedRange => null;

    public bool HasBuckets { get; init; } = true;

    public RangeBoundary RangeBoundary => RangeBoundary.LeftOpen;

    /// <summary>A window of so many seconds from the start on.</summary>
    public static AnalysisWindow Window(int seconds)
    {
        TimeRange range = new(StartUnixSeconds * UnixTime.NanosPerSecond, (StartUnixSeconds + seconds) * UnixTime.NanosPerSecond);
        return new AnalysisWindow(range, range.EndUnixNano, false);
    }

    /// <summary>Requests of one kind, told by one proxy. It is scraped from <paramref name="from"/> on, as long as it lives, that is to <paramref name="to"/>.</summary>
    public ScrapedTraffic Add(
        Func<double, double> requestsPerSecond,
        Func<double, double>? durationMs = null,
        string code = "200",
        string protocol = "http",
        string grpc = "",
        string reporter = IstioReporters.Destination,
        int from = -600,
        int to = 3600,
        bool withSizes = false,
        params ReadOnlySpan<Label> more)
    {
        string side = reporter == IstioReporters.Source ? "source" : "destination";
        Label[] labels =
        [
            new(IstioLabels.Reporter, reporter), new(IstioLabels.ResponseCode, code), new(IstioLabels.RequestProtocol, protocol),
            new(IstioLabels.GrpcResponseStatus, grpc), new($"{side}_workload", Workload.Name), new($"{side}_workload_namespace", Workload.Namespace),
            new($"{side}_cluster", Workload.Cluster!), .. more,
        ];
        List<long> times = [];
        List<double> counts = [];
        List<double> sums = [];
        List<double[]> buckets = [];
        double count = 0;
        double sum = 0;
        double[] below = new double[Bounds.Length];
        for (double second = from; second <= to; second += scrapeSeconds)
        {
            if (second > from)
            {
                double requests = requestsPerSecond(second) * scrapeSeconds;
                double duration = durationMs?.Invoke(second) ?? 3;
                count += requests;
                sum += requests * duration;
                for (int index = 0; index < Bounds.Length; index++)
                {
                    below[index] += duration <= Bounds[index] ? requests : 0;
                }
            }

            times.Add((long)((StartUnixSeconds + second) * 1000));
            counts.Add(count);
            sums.Add(sum);
            buckets.Add([.. below]);
        }

        Put(IstioMetrics.RequestsTotal, counts);
        Put(IstioMetrics.RequestDurationMilliseconds + HistogramAggregator.CountSuffix, counts);
        Put(IstioMetrics.RequestDurationMilliseconds + HistogramAggregator.SumSuffix, sums);
        if (withSizes)
        {
            // A request has as many bytes as its duration has milliseconds.
            Put(IstioMetrics.RequestBytes + HistogramAggregator.CountSuffix, counts);
            for (int index = 0; index < Bounds.Length; index++)
            {
                int bucket = index;
                Put(IstioMetrics.RequestBytes + HistogramAggregator.BucketSuffix, buckets.Select(row => row[bucket]), new Label(IstioLabels.UpperBound, BoundOf(bucket)));
            }
        }

        Put(IstioMetrics.RequestBytes + HistogramAggregator.SumSuffix, counts.Select(value => value * 100));
        Put(IstioMetrics.ResponseBytes + HistogramAggregator.SumSuffix, counts.Select(value => value * 250));
        for (int index = 0; index < Bounds.Length; index++)
        {
            int bucket = index;
            Put(
                IstioMetrics.RequestDurationMilliseconds + HistogramAggregator.BucketSuffix,
                buckets.Select(row => row[bucket]),
                new Label(IstioLabels.UpperBound, BoundOf(bucket)));
        }

        return this;

        static string BoundOf(int index) => double.IsInfinity(Bounds[index]) ? "+Inf" : Bounds[index].ToString(CultureInfo.InvariantCulture);

        void Put(string name, IEnumerable<double> values, params ReadOnlySpan<Label> added)
            => _series.Add(new RawSeries(name, LabelSet.Create([.. labels, .. added]), [.. times], [.. values]));
    }

    /// <summary>A counter that grows evenly, told by one proxy.</summary>
    public ScrapedTraffic Count(string family, double perSecond, string reporter = IstioReporters.Destination, params ReadOnlySpan<Label> more)
    {
        string side = reporter == IstioReporters.Source ? "source" : "destination";
        long[] times = [.. Enumerable.Range(0, (int)(4200 / scrapeSeconds)).Select(index => (long)((StartUnixSeconds - 600 + (index * scrapeSeconds)) * 1000))];
        LabelSet labels = LabelSet.Create(
        [
            new(IstioLabels.Reporter, reporter), new($"{side}_workload", Workload.Name), new($"{side}_workload_namespace", Workload.Namespace),
            new($"{side}_cluster", Workload.Cluster!), .. more,
        ]);
        _series.Add(new RawSeries(family, labels, [.. times], [.. times.Select((_, index) => 1000 + (index * scrapeSeconds * perSecond))]));
        return this;
    }

    public Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
    {
        HistogramAnswer answer = HistogramAggregator.Aggregate(_series, query, RangeBoundary);
        return Task.FromResult(Answer.Whole(
            HasBuckets ? answer : answer with { Increases = [.. answer.Increases.Select(increase => increase with { Buckets = [] })] }));
    }

    public Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
        => Task.FromResult(Answer.Whole(CounterAggregator.Aggregate(_series, query, RangeBoundary)));

    /// <summary>The charts of a window, a point a minute; made from finished statistics if it is so wished.</summary>
    public async Task<MetricsResult> ChartAsync(int seconds = 1200, TraceSet? traces = null, MetricsOptions? options = null, bool finished = false)
    {
        AnalysisWindow window = Window(seconds);
        options ??= new MetricsOptions { Workload = Workload, Step = TimeSpan.FromMinutes(1), Directions = [TrafficDirection.Inbound] };
        MetricsSampling sampling = new(MetricsSampling.TimesOf(window.Range, options), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        List<MetricsAnswers> answers = [];
        foreach (TrafficDirection direction in options.Directions)
        {
            MetricsQueries queries = MetricsQueries.Of(options, direction, sampling);
            answers.Add(finished
                ? await queries.AskAsync(new FinishedMetrics(this), CancellationToken.None)
                : await queries.AskAsync(this, CancellationToken.None));
        }

        return MetricsAnalysis.Compute(window, options, sampling, [.. answers], traces is null ? null : Answer.Whole(traces));
    }
}
