using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The groups that charts are split by, those with most traffic first, and who tells of each family.</summary>
internal sealed class ChartGroups
{
    private readonly MetricsOptions _options;
    private readonly MetricsAnswers _answers;
    private readonly ImmutableArray<string> _labels;

    public ChartGroups(MetricsOptions options, MetricsAnswers answers)
    {
        _options = options;
        _answers = answers;
        _labels = options.LabelsOf(answers.Direction);
        RequestReporter = ReporterOf([IstioMetrics.RequestsTotal]);
        MessageReporter = ReporterOf([IstioMetrics.RequestMessagesTotal, IstioMetrics.ResponseMessagesTotal]);
        ConnectionReporter = ReporterOf(
            [
                IstioMetrics.TcpReceivedBytesTotal, IstioMetrics.TcpSentBytesTotal, IstioMetrics.TcpConnectionsOpenedTotal, IstioMetrics.TcpConnectionsClosedTotal,
            ]);
        ImmutableArray<LabelSet> all = _labels.IsEmpty ? [LabelSet.Empty] : Ranked();
        Kept = [.. all.Take(options.MostGroups)];
        Dropped = all.Length - Kept.Length;
    }

    /// <summary>The groups' labels; one empty set where nothing is split.</summary>
    public ImmutableArray<LabelSet> Kept { get; }

    /// <summary>How many groups were too many.</summary>
    public int Dropped { get; }

    /// <summary>Who tells of requests.</summary>
    public string RequestReporter { get; }

    /// <summary>Who tells of gRPC messages: a waypoint may tell requests, and nobody messages.</summary>
    public string MessageReporter { get; }

    /// <summary>Who tells of connections: an ambient workload's ztunnel, where its waypoint tells of requests.</summary>
    public string ConnectionReporter { get; }

    /// <summary>Who tells of a chart.</summary>
    public string ReporterOf(MetricChartKind kind) => kind switch
    {
        MetricChartKind.GrpcSent or MetricChartKind.GrpcReceived => MessageReporter,
        >= MetricChartKind.TcpOpened => ConnectionReporter,
        _ => RequestReporter,
    };

    /// <summary>The labels of a group that a series belongs to.</summary>
    public LabelSet GroupOf(LabelSet labels) => _labels.IsEmpty ? LabelSet.Empty : labels.Keep(_labels);

    // The same request is told by both: where the workload has a proxy of its own, its waypoint's word would count it twice.
    private string ReporterOf(ImmutableArray<string> families)
    {
        if (_options.Reporter is { } wanted)
        {
            return wanted;
        }

        string own = IstioSelectors.ReporterOf(_answers.Direction);
        ImmutableArray<string> told = [.. families.SelectMany(family => _answers.GrowthOf(family)).Select(series => series.Labels.GetValue(IstioLabels.Reporter)).Distinct()];
        return !told.Contains(own) && told.Contains(IstioReporters.Waypoint) ? IstioReporters.Waypoint : own;
    }

    private ImmutableArray<LabelSet> Ranked()
    {
        Dictionary<LabelSet, double> requests = [];
        Dictionary<LabelSet, double> others = [];
        foreach (ChartFamily family in ChartFamily.All.Where(family => !family.IsHistogram && family.Kind != MetricChartKind.RequestErrors))
        {
            string reporter = ReporterOf(family.Kind);
            Dictionary<LabelSet, double> sums = family.Kind == MetricChartKind.RequestVolume ? requests : others;
            foreach (MetricSeries series in _answers.GrowthOf(family.Name).Where(series => series.Labels.GetValue(IstioLabels.Reporter) == reporter))
            {
                LabelSet group = GroupOf(series.Labels);
                sums[group] = sums.GetValueOrDefault(group) + series.Points.Where(point => double.IsFinite(point.Value)).Sum(point => point.Value);
            }
        }

        return
        [
            .. requests.Keys.Union(others.Keys)
                .OrderByDescending(group => requests.GetValueOrDefault(group)).ThenByDescending(group => others.GetValueOrDefault(group)).ThenBy(group => group),
        ];
    }
}
