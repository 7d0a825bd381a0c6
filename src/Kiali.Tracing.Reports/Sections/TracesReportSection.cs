using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>The traces of the window: the scatter on the cover, and the table of the slowest.</summary>
internal sealed class TracesReportSection : IReportSection
{
    private const float CoverFigureHeight = 190;
    private const int ShownSlowest = 20;
    private const int ShownQuickest = 3;

    public bool IsIn(IncidentReport report) => report.Traces is not null;

    public LayoutBlock? Opening(IncidentReport report, ReportComposer composer)
    {
        TracesResult traces = report.Traces!;
        if (traces.Traces.IsEmpty)
        {
            return null;
        }

        string subject = traces.Options.Subject is { Length: > 0 } name ? $"Traces through {name}" : "Traces";
        (Reference reference, Stack block) = composer.FigureBlock(
            $"{subject}: start and duration; cross = errors, area = spans", TracesFigure.Of(traces), CoverFigureHeight);
        composer.Show(EvidenceKind.TraceScatter, reference);
        return block;
    }

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        composer.Section("Timeline", onNewPage: false);
        ViewStory story = new(composer) { ShowsFigure = _ => false, TableCaption = "Traces, slowest first" };
        story.Add(TracesView.Of(report.Traces!, new TracesViewOptions { Head = ShownSlowest, Tail = ShownQuickest }));
        if (story.FirstTable is { } table)
        {
            composer.Show(EvidenceKind.TraceTable, table);
        }
    }

    public ImmutableArray<KeyFigure> KeyFigures(IncidentReport report)
    {
        ImmutableArray<KeyFigure> figures = TracesFindings.KeyFigures(report.Traces!);

        // What changed says how much slower already.
        return report.Incident is { Stretch: not null } && figures.Length > 1 ? figures[..1] : figures;
    }

    public ImmutableArray<Statement> Statements(IncidentReport report) => TracesFindings.Statements(report.Traces!);

    public ImmutableArray<string> Lead(IncidentReport report) =>
        report.Incident is { Stretch: not null } ? [] : TracesFindings.Lead(report.Traces!);
}
