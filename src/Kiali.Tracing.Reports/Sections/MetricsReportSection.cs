using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>A workload's metrics over time, with the spans of the window laid over.</summary>
internal sealed class MetricsReportSection : IReportSection
{
    public bool IsIn(IncidentReport report) => report.Metrics is not null;

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        MetricsResult metrics = report.Metrics!;
        composer.Section($"{metrics.Workload.Name}: metrics", onNewPage: false);
        ViewStory story = new(composer) { TableCaption = "Spans laid over, slowest first", ShowsFold = _ => false };
        story.Add(MetricsView.Of(metrics));
        if (story.FirstFigure is { } figure)
        {
            composer.Show(EvidenceKind.Metrics, figure);
        }
    }

    public ImmutableArray<KeyFigure> KeyFigures(IncidentReport report) => MetricsFindings.KeyFigures(report.Metrics!);

    public ImmutableArray<Statement> Statements(IncidentReport report) => MetricsFindings.Statements(report.Metrics!);
}
