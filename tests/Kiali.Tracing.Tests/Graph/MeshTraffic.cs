using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>Traffic written by hand: calls between workloads through services, reported as Istio's proxies do, a window of 100 s.</summary>
internal sealed class MeshTraffic
{
    private const double Seconds = 100;
    private const long EndMillis = 1_794_000_100_000;
    private readonly List<MetricSeries> _requests = [];
    private readonly List<MetricSeries> _bytes = [];
    private readonly List<MetricSeries> _security = [];
    private readonly List<MetricSeries> _sentMessages = [];
    private readonly List<MetricSeries> _receivedMessages = [];
    private readonly List<HistogramIncrease> _times = [];

    public static AnalysisWindow Window { get; } = new(
        new TimeRange((EndMillis * UnixTime.NanosPerMilli) - (100 * UnixTime.NanosPerSecond), EndMillis * UnixTime.NanosPerMilli), EndMillis * UnixTime.NanosPerMilli, false);

    /// <summary>The graph of the mock-up's incident: reviews-v3 answers 503 because ratings-v1 waits.</summary>
    public static MeshTraffic Incident() => new MeshTraffic()
        .Call("istio-system/istio-ingressgateway", "productpage", "productpage-v1", 4.2, slowest: 2500)
        .Call("bookinfo/productpage-v1", "details", "details-v1", 4.2, slowest: 10)
        .Call("bookinfo/productpage-v1", "reviews", "reviews-v1", 1.4, slowest: 25)
        .Call("bookinfo/productpage-v1", "reviews", "reviews-v2", 1.4, slowest: 2500)
        .Call("bookinfo/productpage-v1", "reviews", "reviews-v3", 2.8, errors: 0.5, slowest: 2500)
        .Call("bookinfo/reviews-v2", "ratings", "ratings-v1", 1.4, errors: 0.08, slowest: 2500)
        .Call("bookinfo/reviews-v3", "ratings", "ratings-v1", 2.8, errors: 0.52, slowest: 2500);

    /// <summary>A call that both proxies report alike.</summary>
    public MeshTraffic Call(string source, string service, string target, double rate, double errors = 0, double slowest = 25)
    {
        foreach (string reporter in (string[])[IstioReporters.Source, IstioReporters.Destination])
        {
            Report(reporter, source, service, target, "200", "-", rate - errors);
            if (errors > 0)
            {
                Report(reporter, source, service, target, "503", "-", errors);
            }
        }

        return Times(IstioReporters.Destination, source, service, target, rate, slowest).Secure(source, service, target, rate, 1);
    }

    /// <summary>What one proxy reports.</summary>
    public MeshTraffic Report(string reporter, string source, string service, string target, string code, string flags, double rate, string protocol = "http", string grpc = "")
    {
        LabelSet labels = Labels(
            source, service, target,
            new Label(IstioLabels.Reporter, reporter), new Label(IstioLabels.RequestProtocol, protocol),
            new Label(IstioLabels.ResponseCode, code), new Label(IstioLabels.ResponseFlags, flags), new Label(IstioLabels.GrpcResponseStatus, grpc));
        _requests.Add(Series(labels, rate));
        return this;
    }

    public MeshTraffic Bytes(string reporter, string source, string service, string target, double rate)
    {
        _bytes.Add(Series(Labels(source, service, target, new Label(IstioLabels.Reporter, reporter)), rate));
        return this;
    }

    public MeshTraffic Messages(string reporter, string source, string service, string target, double sent, double received)
    {
        LabelSet labels = Labels(source, service, target, new Label(IstioLabels.Reporter, reporter));
        _sentMessages.Add(Series(labels, sent));
        _receivedMessages.Add(Series(labels, received));
        return this;
    }

    /// <summary>Response times of a pair, spread evenly from 0 to the slowest.</summary>
    public MeshTraffic Times(string reporter, string source, string service, string target, double rate, double slowest)
    {
        double count = rate * Seconds;
        LabelSet labels = Labels(
            source, service, target, new Label(IstioLabels.Reporter, reporter), new Label(IstioLabels.RequestProtocol, "http"));
        _times.Add(new HistogramIncrease(
            labels, EndMillis, [new HistogramBucket(slowest, count), new HistogramBucket(double.PositiveInfinity, count)], count * slowest / 2, count, Seconds));
        return this;
    }

    public MeshTraffic Secure(string source, string service, string target, double rate, double share)
    {
        foreach ((string policy, double part) in (ReadOnlySpan<(string, double)>)[(IstioLabels.MutualTls, share), ("none", 1 - share)])
        {
            if (part > 0)
            {
                _security.Add(Series(
                    Labels(source, service, target, new Label(IstioLabels.RequestProtocol, "http"), new Label(IstioLabels.ConnectionSecurityPolicy, policy)), rate * part));
            }
        }

        return this;
    }

    public MeshTraffic Raw(LabelSet labels, double rate)
    {
        _requests.Add(Series(labels, rate));
        return this;
    }

    /// <summary>The answers, in the order given, or in another.</summary>
    public GraphAnswers Answers(Func<IEnumerable<MetricSeries>, IEnumerable<MetricSeries>>? shuffle = null) => new()
    {
        Requests = [Answer.Whole<ImmutableArray<MetricSeries>>([.. shuffle?.Invoke(_requests) ?? _requests])],
        SentBytes = [Answer.Whole<ImmutableArray<MetricSeries>>([.. shuffle?.Invoke(_bytes) ?? _bytes])],
        SentMessages = [Answer.Whole<ImmutableArray<MetricSeries>>([.. _sentMessages])],
        ReceivedMessages = [Answer.Whole<ImmutableArray<MetricSeries>>([.. _receivedMessages])],
        Security = [Answer.Whole<ImmutableArray<MetricSeries>>([.. shuffle?.Invoke(_security) ?? _security])],
        ResponseTimes = [Answer.Whole(new HistogramAnswer([.. _times], _times.Count))],
    };

    public GraphResult Graph(GraphType type = GraphType.Workload, bool injectServices = true)
        => GraphAnalysis.Analyze(Window, new GraphOptions { Type = type, InjectServices = injectServices }, Answers());

    /// <summary>Labels of a call; a source is <c>namespace/workload</c> or <c>unknown</c>, the service and its workload are of bookinfo.</summary>
    public static LabelSet Labels(string source, string service, string target, params ReadOnlySpan<Label> more)
    {
        string[] parts = source.Split('/');
        string workload = parts[^1];
        List<Label> labels =
        [
            .. more,
            new(IstioLabels.SourceCluster, source == IstioLabels.Unknown ? source : "Kubernetes"),
            new(IstioLabels.SourceWorkloadNamespace, parts[0]),
            new(IstioLabels.SourceWorkload, workload),
            new(IstioLabels.SourceCanonicalService, AppOf(workload)),
            new(IstioLabels.SourceCanonicalRevision, VersionOf(workload)),
            new(IstioLabels.DestinationCluster, "Kubernetes"),
            new(IstioLabels.DestinationServiceNamespace, "bookinfo"),
            new(IstioLabels.DestinationService, $"{service}.bookinfo.svc.cluster.local"),
            new(IstioLabels.DestinationServiceName, service),
            new(IstioLabels.DestinationWorkloadNamespace, target == IstioLabels.Unknown ? target : "bookinfo"),
            new(IstioLabels.DestinationWorkload, target),
            new(IstioLabels.DestinationCanonicalService, AppOf(target)),
            new(IstioLabels.DestinationCanonicalRevision, VersionOf(target)),
        ];
        return LabelSet.Create(labels);
    }

    private static MetricSeries Series(LabelSet labels, double rate) => new(string.Empty, labels, [new MetricPoint(EndMillis, rate * Seconds)]);

    private static string AppOf(string workload)
        => workload.LastIndexOf("-v", StringComparison.Ordinal) is > 0 and int end ? workload[..end] : workload;

    private static string VersionOf(string workload)
        => workload.LastIndexOf("-v", StringComparison.Ordinal) is > 0 and int end ? workload[(end + 1)..] : "latest";
}
