using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>Duration statistics by group.</summary>
internal sealed class StatsReportSection : IReportSection
{
    public bool IsIn(IncidentReport report) => report.Stats is not null;

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        StatsResult stats = report.Stats!;
        composer.Section($"Statistics by {string.Join(" and ", stats.By.Select(key => key.Word))}", onNewPage: false);
        ViewStory story = new(composer) { TableCaption = "Durations in ms, most self time first" };
        story.Add(StatsView.Of(stats));
        if ((story.FirstTable ?? story.FirstFigure) is { } shown)
        {
            composer.Show(EvidenceKind.Stats, shown);
        }
    }

    public ImmutableArray<Statement> Statements(IncidentReport report) => StatsFindings.Statements(report.Stats!);
}
