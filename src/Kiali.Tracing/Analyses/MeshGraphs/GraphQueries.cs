using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>What a mesh graph asks of a metric source: one moment, the end of the window, and growth over all of it.</summary>
/// <remarks>The selection is Kiali's: what comes into the namespaces as their proxies tell it, what leaves them, and requests to their services that no
/// workload answered, as callers elsewhere tell them.</remarks>
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
    public required ImmutableArray<CounterQuery> Requests { get; init; }

    /// <summary>TCP bytes by parties.</summary>
    public required ImmutableArray<CounterQuery> Bytes { get; init; }

    /// <summary>Requests by parties and connection security, as callees' proxies tell it.</summary>
    public required ImmutableArray<CounterQuery> Security { get; init; }

    /// <summary>Response times by parties.</summary>
    public required ImmutableArray<HistogramQuery> ResponseTimes { get; init; }

    /// <summary>The queries of a graph.</summary>
    /// <param name="window">The stretch of time the graph is of.</param>
    /// <param name="options">Which graph.</param>
    /// <returns>The queries; none for an empty window.</returns>
    public static GraphQueries Of(AnalysisWindow window, GraphOptions options)
    {
        if (window.Range.IsEmpty)
        {
            return new GraphQueries { Requests = [], Bytes = [], Security = [], ResponseTimes = [] };
        }

        TimeSpan length = window.Range.Duration;
        EvaluationTimes end = EvaluationTimes.At(UnixTime.CeilingToUnixMillis(window.Range.EndUnixNano));
        ImmutableArray<LabelMatcher> incoming = Reported(IstioReporters.Destination, Among(IstioLabels.DestinationWorkloadNamespace));
        ImmutableArray<LabelMatcher> outgoing = Reported(IstioReporters.Source, Among(IstioLabels.SourceWorkloadNamespace));
        ImmutableArray<ImmutableArray<LabelMatcher>> all = options.Namespaces.IsEmpty ? [incoming, outgoing] : [Unanswered(), incoming, outgoing];
        ImmutableArray<string> byProtocol = Parties.Add(IstioLabels.RequestProtocol);
        ImmutableArray<string> byCode =
            [.. byProtocol, IstioLabels.Reporter, IstioLabels.ResponseCode, IstioLabels.GrpcResponseStatus, IstioLabels.ResponseFlags];
        return new GraphQueries
        {
            Requests = [.. all.Select(matchers => Counter(IstioMetrics.RequestsTotal, matchers, byCode))],
            Bytes = [.. all.Select(matchers => Counter(IstioMetrics.TcpReceivedBytesTotal, matchers, Parties.Add(IstioLabels.Reporter)))],
            Security = [Counter(IstioMetrics.RequestsTotal, incoming, byProtocol.Add(IstioLabels.ConnectionSecurityPolicy))],
            ResponseTimes = [ResponseTimes(incoming), ResponseTimes(outgoing)],
        };

        ImmutableArray<LabelMatcher> Among(string label) => options.Namespaces.IsEmpty ? [] : [new LabelMatcher(label, options.Namespaces)];

        ImmutableArray<LabelMatcher> Unanswered() => Reported(
            IstioReporters.Source,
            [
                new LabelMatcher(IstioLabels.SourceWorkloadNamespace, options.Namespaces, Negated: true),
                LabelMatcher.Equal(IstioLabels.DestinationWorkloadNamespace, IstioLabels.Unknown),
                LabelMatcher.Equal(IstioLabels.DestinationWorkload, IstioLabels.Unknown),
            ]);

        CounterQuery Counter(string family, ImmutableArray<LabelMatcher> matchers, ImmutableArray<string> groupBy)
            => new(new MetricSelector(family, matchers, groupBy), length, end);

        HistogramQuery ResponseTimes(ImmutableArray<LabelMatcher> matchers)
            => new(new MetricSelector(IstioMetrics.RequestDurationMilliseconds, matchers, byProtocol.Add(IstioLabels.Reporter)), length, end);
    }

    /// <summary>Asks a source all of it, one query after the other.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="SourceException">The source could not answer.</exception>
    public async Task<GraphAnswers> AskAsync(IMetricSource source, CancellationToken cancellationToken)
    {
        return new GraphAnswers
        {
            Requests = await Counters(Requests).ConfigureAwait(false),
            Bytes = await Counters(Bytes).ConfigureAwait(false),
            Security = await Counters(Security).ConfigureAwait(false),
            ResponseTimes = await Histograms().ConfigureAwait(false),
        };

        async Task<ImmutableArray<Answer<ImmutableArray<MetricSeries>>>> Counters(ImmutableArray<CounterQuery> queries)
        {
            ImmutableArray<Answer<ImmutableArray<MetricSeries>>>.Builder answers =
                ImmutableArray.CreateBuilder<Answer<ImmutableArray<MetricSeries>>>(queries.Length);
            foreach (CounterQuery query in queries)
            {
                answers.Add(await source.GetCounterIncreasesAsync(query, cancellationToken).ConfigureAwait(false));
            }

            return answers.MoveToImmutable();
        }

        async Task<ImmutableArray<Answer<HistogramAnswer>>> Histograms()
        {
            ImmutableArray<Answer<HistogramAnswer>>.Builder answers = ImmutableArray.CreateBuilder<Answer<HistogramAnswer>>(ResponseTimes.Length);
            foreach (HistogramQuery query in ResponseTimes)
            {
                answers.Add(await source.GetHistogramIncreasesAsync(query, cancellationToken).ConfigureAwait(false));
            }

            return answers.MoveToImmutable();
        }
    }

    private static ImmutableArray<LabelMatcher> Reported(string reporter, ImmutableArray<LabelMatcher> matchers)
        => [LabelMatcher.Equal(IstioLabels.Reporter, reporter), .. matchers];
}
