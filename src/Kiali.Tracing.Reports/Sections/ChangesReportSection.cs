using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>What changed in the stretch of slow or failed requests, workload by workload.</summary>
internal sealed class ChangesReportSection : IReportSection
{
    public bool IsIn(IncidentReport report) => report.Incident is { Stretch: not null };

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        IncidentResult incident = report.Incident!;
        TimeRange stretch = incident.Stretch!.Value;
        composer.Section("What changed");
        composer.Text(string.Join(' ', IncidentFindings.Lead(incident)));
        TableBlock table = new(
            [
                new TableColumn("workload"),
                new TableColumn("own ms a trace before", CellAlign.Right) { Width = 90 },
                new TableColumn("within", CellAlign.Right) { Width = 90 },
                new TableColumn("multiple", CellAlign.Right) { Width = 70 },
                new TableColumn("on top, s", CellAlign.Right) { Width = 70 },
                new TableColumn("fails by itself before %", CellAlign.Right) { Width = 90 },
                new TableColumn("within %", CellAlign.Right) { Width = 70 },
                new TableColumn("points at", CellAlign.Left) { Width = 70 },
            ],
            [.. incident.Changes.Select(Row)]);
        string window = $"{TimeText.Minutes(stretch.StartUnixNano)} – {TimeText.Minutes(stretch.EndUnixNano)}";
        composer.Show(EvidenceKind.Changes, composer.Table(
            $"Own work and own failures of {NumberText.Counted(incident.Changes.Length, "workload")}, before and within {window}; most time on top first", table));
    }

    public ImmutableArray<KeyFigure> KeyFigures(IncidentReport report) => IncidentFindings.KeyFigures(report.Incident!);

    public ImmutableArray<Statement> Statements(IncidentReport report) => IncidentFindings.Statements(report.Incident!);

    public ImmutableArray<string> Lead(IncidentReport report) => IncidentFindings.Lead(report.Incident!);

    private static TableRow Row(WorkloadChange change) => TableRow.Of(
        TextRun.Strong(change.Workload.ToString()),
        NumberText.Milliseconds(change.BeforeMs),
        NumberText.Milliseconds(change.DuringMs),
        change.BeforeMs is > 0 ? NumberText.Multiple(change.DuringMs / change.BeforeMs) : string.Empty,
        NumberText.Fixed(change.ExtraSeconds, 1),
        NumberText.Percent(change.OwnErrorShareBefore * 100),
        NumberText.Percent(change.OwnErrorShareDuring * 100),
        change.Kind switch
        {
            IncidentKind.Delay => TableCell.Marked("delay", Palette.DegradedCell),
            IncidentKind.Errors => TableCell.Marked("✕ errors", Palette.ErrorCell),
            _ => "–",
        });
}
