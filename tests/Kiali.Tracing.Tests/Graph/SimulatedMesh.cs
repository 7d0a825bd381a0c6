using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>
/// A mesh of several clusters and namespaces whose calls are known, and what its proxies count of them: the caller's sidecar, a waypoint, the callee's
/// sidecar, ztunnels; each call by those that there are.
/// </summary>
internal sealed class SimulatedMesh : IMetricSource
{
    public const int Seconds = 120;
    private const long StartMillis = 1_794_000_000_000;

    private readonly List<RawSeries> _series = [];

    public SimulatedMesh(ImmutableArray<SimulatedCall> calls)
    {
        Calls = calls;
        foreach (SimulatedCall call in calls)
        {
            Count(call);
        }
    }

    public static AnalysisWindow Window { get; } = new(
        new TimeRange(StartMillis * UnixTime.NanosPerMilli, (StartMillis + (Seconds * 1000)) * UnixTime.NanosPerMilli),
        (StartMillis + (Seconds * 1000)) * UnixTime.NanosPerMilli,
        false);

    /// <summary>A mesh of up to a dozen calls between nine workloads of two clusters and three namespaces; each pair calls one way once.</summary>
    public static Gen<SimulatedMesh> Any { get; } = Gen.Select(
        Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[1, 50], Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 200])
        .Select((source, target, rate, errors, protocol, proxies, bytes) => new SimulatedCall(source, target, rate, rate * errors / 10.0, protocol, proxies, bytes))
        .Array[1, 12]
        .Select(calls => new SimulatedMesh([.. calls.DistinctBy(call => (call.Source, call.Target))]));

    public ImmutableArray<SimulatedCall> Calls { get; }

    public string Uri => "memory:";

    public TimeRange? RecordedRange => null;

    public bool HasBuckets => true;

    public RangeBoundary RangeBoundary => RangeBoundary.Closed;

    public Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
        => Task.FromResult(Answer.Whole(HistogramAggregator.Aggregate(_series, query, RangeBoundary)));

    public Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
        => Task.FromResult(Answer.Whole(CounterAggregator.Aggregate(_series, query, RangeBoundary)));

    public async Task<MeshGraph> GraphAsync(GraphOptions options)
    {
        GraphAnswers answers = await GraphQueries.Of(Window, options).AskAsync(this, CancellationToken.None);
        return GraphAnalysis.Analyze(Window, options, answers).Graph;
    }

    private void Count(SimulatedCall call)
    {
        if (call.Protocol == RequestProtocols.Tcp)
        {
            foreach (string reporter in call.Reporters.Where(reporter => reporter != IstioReporters.Waypoint))
            {
                Label[] app = [new(IstioLabels.App, call.IsAmbient ? IstioLabels.ZtunnelApp : "sidecar")];
                Add(IstioMetrics.TcpReceivedBytesTotal, call, reporter, call.Bytes, app);
                Add(IstioMetrics.TcpSentBytesTotal, call, reporter, 3 * call.Bytes, app);
            }

            return;
        }

        foreach (string reporter in call.Reporters)
        {
            Request(reporter, call.Rate - call.Errors, ok: true);
            Request(reporter, call.Errors, ok: false);
            if (call.Protocol == RequestProtocols.Grpc)
            {
                Add(IstioMetrics.RequestMessagesTotal, call, reporter, 2 * call.Rate);
                Add(IstioMetrics.ResponseMessagesTotal, call, reporter, 5 * call.Rate);
            }
        }

        void Request(string reporter, double rate, bool ok)
        {
            // A failure is 503 to whoever stands before it and a hang-up to the callee.
            string code = ok ? "200" : reporter == IstioReporters.Destination && call.Reporters.Length > 1 ? "0" : "503";
            if (rate > 0)
            {
                Add(
                    IstioMetrics.RequestsTotal, call, reporter, rate,
                    new(IstioLabels.RequestProtocol, call.Protocol), new(IstioLabels.ResponseCode, code), new(IstioLabels.ResponseFlags, "-"),
                    new(IstioLabels.GrpcResponseStatus, call.Protocol == RequestProtocols.Grpc ? ok ? "0" : "14" : string.Empty),
                    new(IstioLabels.ConnectionSecurityPolicy, reporter == IstioReporters.Source ? IstioLabels.Unknown : IstioLabels.MutualTls));
            }
        }
    }

    private void Add(string family, SimulatedCall call, string reporter, double rate, params ReadOnlySpan<Label> more)
    {
        if (rate <= 0)
        {
            return;
        }

        Label[] labels =
        [
            .. more,
            new(IstioLabels.Reporter, reporter),
            .. Party(call.Source, true), .. Party(call.Target, false),
            new(IstioLabels.DestinationServiceNamespace, SimulatedCall.NamespaceOf(call.Target)),
            new(IstioLabels.DestinationServiceName, SimulatedCall.AppOf(call.Target)),
            new(IstioLabels.DestinationService, $"{SimulatedCall.AppOf(call.Target)}.{SimulatedCall.NamespaceOf(call.Target)}.svc.cluster.local"),
        ];

        // Two samples at the ends of the window: a closed range holds both and stretches nothing.
        _series.Add(new RawSeries(family, LabelSet.Create(labels), [StartMillis, StartMillis + (Seconds * 1000)], [1000, 1000 + (rate * Seconds)]));
    }

    private static IEnumerable<Label> Party(int workload, bool source)
    {
        yield return new(source ? IstioLabels.SourceCluster : IstioLabels.DestinationCluster, SimulatedCall.ClusterOf(workload));
        yield return new(source ? IstioLabels.SourceWorkloadNamespace : IstioLabels.DestinationWorkloadNamespace, SimulatedCall.NamespaceOf(workload));
        yield return new(source ? IstioLabels.SourceWorkload : IstioLabels.DestinationWorkload, SimulatedCall.WorkloadOf(workload));
        yield return new(source ? IstioLabels.SourceCanonicalService : IstioLabels.DestinationCanonicalService, SimulatedCall.AppOf(workload));
        yield return new(
            source ? IstioLabels.SourceCanonicalRevision : IstioLabels.DestinationCanonicalRevision, string.Create(CultureInfo.InvariantCulture, $"v{workload % 2}"));
    }
}
