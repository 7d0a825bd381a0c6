using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>What a mesh graph asks of a metric source: one moment, the end of the window, and growth over all of it.</summary>
/// <remarks>The selection is Kiali's, see <see cref="GraphSelection"/>; waypoints' reports stand apart from the callees', which Kiali adds up.</remarks>
public sealed record GraphQueries
{
    private static readonly ImmutableArray<string> Parties =
    [
        IstioLabels.SourceCluster, IstioLabels.SourceWorkloadNamespace, IstioLabels.SourceWorkload,
        IstioLabels.SourceCanonicalService, IstioLabels.SourceCanonicalRevision,
        IstioLabels.DestinationCluster, IstioLabels.DestinationServiceNamespace, IstioLabels.DestinationService, IstioLabels.DestinationServiceName,
        IstioLabels.DestinationWorkloadNamespace, IstioLabels.DestinationWorkload,
        IstioLabels.DestinationCanonicalService, IstioLabels.DestinationCanonicalRevision,
    ];

    private GraphQueries()
    {
    }

    /// <summary>Requests by parties, protocol, response code and flags.</summary>
    public ImmutableArray<CounterQuery> Requests { get; private init; } = [];

    /// <summary>Messages that gRPC callers sent, by parties.</summary>
    public ImmutableArray<CounterQuery> SentMessages { get; private init; } = [];

    /// <summary>Messages that gRPC callers received, by parties.</summary>
    public ImmutableArray<CounterQuery> ReceivedMessages { get; private init; } = [];

    /// <summary>Bytes that TCP callers sent, by parties.</summary>
    public ImmutableArray<CounterQuery> SentBytes { get; private init; } = [];

    /// <summary>Bytes that TCP callers received, by parties.</summary>
    public ImmutableArray<CounterQuery> ReceivedBytes { get; private init; } = [];

    /// <summary>Requests by parties and connection security, as callees' proxies tell it.</summary>
    public ImmutableArray<CounterQuery> Security { get; private init; } = [];

    /// <summary>TCP bytes by parties and connection security, as callees' proxies tell it.</summary>
    public ImmutableArray<CounterQuery> ConnectionSecurity { get; private init; } = [];

    /// <summary>Response times by parties.</summary>
    public ImmutableArray<HistogramQuery> ResponseTimes { get; private init; } = [];

    /// <summary>The queries of a graph.</summary>
    /// <param name="window">The stretch of time the graph is of.</param>
    /// <param name="options">Which graph.</param>
    /// <returns>The queries; none for an empty window.</returns>
    public static GraphQueries Of(AnalysisWindow window, GraphOptions options)
    {
        if (window.Range.IsEmpty)
        {
            return new GraphQueries();
        }

        TimeSpan length = window.Range.Duration;
        EvaluationTimes end = EvaluationTimes.At(UnixTime.CeilingToUnixMillis(window.Range.EndUnixNano));
        GraphSelection selection = new(options);
        ImmutableArray<string> byReporter = Parties.Add(IstioLabels.Reporter);
        ImmutableArray<string> byProtocol = Parties.Add(IstioLabels.RequestProtocol);
        ImmutableArray<string> byCode =
            [.. byProtocol, IstioLabels.Reporter, IstioLabels.ResponseCode, IstioLabels.GrpcResponseStatus, IstioLabels.ResponseFlags];
        bool sentMessages = options.Grpc is TrafficRate.Sent or TrafficRate.Total;
        bool receivedMessages = options.Grpc is TrafficRate.Received or TrafficRate.Total;
        bool sentBytes = options.Tcp is TrafficRate.Sent or TrafficRate.Total;
        bool receivedBytes = options.Tcp is TrafficRate.Received or TrafficRate.Total;
        return new GraphQueries
        {
            Requests = [.. selection.OfRequests(options.Http != TrafficRate.None, options.Grpc == TrafficRate.Requests)
                .Select(matchers => Counter(IstioMetrics.RequestsTotal, matchers, byCode))],
            SentMessages = Counters(sentMessages, IstioMetrics.RequestMessagesTotal, selection.All),
            ReceivedMessages = Counters(receivedMessages, IstioMetrics.ResponseMessagesTotal, selection.All),
            SentBytes = Counters(sentBytes, IstioMetrics.TcpReceivedBytesTotal, selection.OfConnections),
            ReceivedBytes = Counters(receivedBytes, IstioMetrics.TcpSentBytesTotal, selection.OfConnections),
            Security = [.. selection.OfAnsweredRequests(options.Http != TrafficRate.None, options.Grpc != TrafficRate.None)
                .Select(matchers => Counter(IstioMetrics.RequestsTotal, matchers, byProtocol.Add(IstioLabels.ConnectionSecurityPolicy)))],
            ConnectionSecurity = options.Tcp == TrafficRate.None
                ? []
                : [.. selection.OfAnsweredConnections.Select(matchers => Counter(
                    receivedBytes && !sentBytes ? IstioMetrics.TcpSentBytesTotal : IstioMetrics.TcpReceivedBytesTotal,
                    matchers,
                    Parties.Add(IstioLabels.ConnectionSecurityPolicy)))],
            ResponseTimes = [.. selection.OfTimedRequests(options.Http != TrafficRate.None, options.Grpc != TrafficRate.None)
                .Select(matchers => new HistogramQuery(
                    new MetricSelector(IstioMetrics.RequestDurationMilliseconds, matchers, byProtocol.Add(IstioLabels.Reporter)), length, end))],
        };

        ImmutableArray<CounterQuery> Counters(bool wanted, string family, ImmutableArray<ImmutableArray<LabelMatcher>> selections)
            => wanted ? [.. selections.Select(matchers => Counter(family, matchers, byReporter))] : [];

        CounterQuery Counter(string family, ImmutableArray<LabelMatcher> matchers, ImmutableArray<string> groupBy)
            => new(new MetricSelector(family, matchers, groupBy), length, end);
    }

    /// <summary>Asks a source all of it at once.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="SourceException">The source could not answer.</exception>
    public async Task<GraphAnswers> AskAsync(IMetricSource source, CancellationToken cancellationToken)
    {
        ImmutableArray<CounterQuery> counters =
            [.. Requests, .. SentMessages, .. ReceivedMessages, .. SentBytes, .. ReceivedBytes, .. Security, .. ConnectionSecurity];
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ImmutableArray<Answer<ImmutableArray<MetricSeries>>>> growth = ConcurrentAnswers.AskAsync(counters, source.GetCounterIncreasesAsync, stop);
        Task<ImmutableArray<Answer<HistogramAnswer>>> times = ConcurrentAnswers.AskAsync(ResponseTimes, source.GetHistogramIncreasesAsync, stop);
        await ConcurrentAnswers.AllAsync(growth, times).ConfigureAwait(false);
        ImmutableArray<Answer<ImmutableArray<MetricSeries>>> answers = await growth.ConfigureAwait(false);
        int taken = 0;
        return new GraphAnswers
        {
            Requests = Next(Requests),
            SentMessages = Next(SentMessages),
            ReceivedMessages = Next(ReceivedMessages),
            SentBytes = Next(SentBytes),
            ReceivedBytes = Next(ReceivedBytes),
            Security = Next(Security),
            ConnectionSecurity = Next(ConnectionSecurity),
            ResponseTimes = await times.ConfigureAwait(false),
        };

        ImmutableArray<Answer<ImmutableArray<MetricSeries>>> Next(ImmutableArray<CounterQuery> queries)
        {
            int from = taken;
            taken += queries.Length;
            return answers[from..taken];
        }
    }
}
