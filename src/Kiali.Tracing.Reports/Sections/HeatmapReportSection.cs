using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>One request against the metrics of its workload.</summary>
internal sealed class HeatmapReportSection : IReportSection
{
    public bool IsIn(IncidentReport report) => report.Heatmap is not null;

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        HeatmapResult heatmap = report.Heatmap!;
        Trace trace = report.TraceDetail!.Trace;
        HeatmapTarget target = heatmap.Matrix.Target;
        composer.Section("Against the metrics");
        string until = TimeText.Seconds(target.Span.EndUnixNano);
        ViewStory story = new(composer)
        {
            TableCaption = $"Request of {TraceDetailFindings.NameOf(trace)} at {target.Workload.Name} against the metrics before {until}",
            ShowsFold = _ => false,
        };
        story.Add(HeatmapView.Of(heatmap, trace, new HeatmapViewOptions()));
        if ((story.FirstTable ?? story.FirstFigure) is { } shown)
        {
            composer.Show(EvidenceKind.Heatmap, shown);
        }
    }

    public ImmutableArray<KeyFigure> KeyFigures(IncidentReport report) => HeatmapFindings.KeyFigures(report.Heatmap!);

    public ImmutableArray<Statement> Statements(IncidentReport report) => HeatmapFindings.Statements(report.Heatmap!);
}
