using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>One trace of the incident: waterfall, critical path, similar traces.</summary>
internal sealed class TraceDetailReportSection : IReportSection
{
    public bool IsIn(IncidentReport report) => report.TraceDetail is not null;

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        TraceDetailResult detail = report.TraceDetail!;
        composer.Section($"Trace {NameText.ShortId(detail.Trace.TraceId.ToString())}");
        ViewStory story = new(composer);
        story.Add(TraceDetailView.Of(detail));
        if (story.FirstFigure is { } figure)
        {
            composer.Show(EvidenceKind.Waterfall, figure);
        }
    }

    public ImmutableArray<KeyFigure> KeyFigures(IncidentReport report) => TraceDetailFindings.KeyFigures(report.TraceDetail!);

    public ImmutableArray<Statement> Statements(IncidentReport report) => TraceDetailFindings.Statements(report.TraceDetail!);

    public ImmutableArray<string> Lead(IncidentReport report) => TraceDetailFindings.Lead(report.TraceDetail!);
}
