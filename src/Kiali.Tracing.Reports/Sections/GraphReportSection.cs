using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>The mesh graph, with the trace laid over where there is one, and its edges.</summary>
internal sealed class GraphReportSection : IReportSection
{
    public bool IsIn(IncidentReport report) => report.Graph is not null;

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        GraphResult graph = report.Graph!;
        string overlay = graph.Overlay is { } trace ? $", trace {NameText.ShortId(trace.TraceId.ToString())} laid over" : string.Empty;
        composer.Section($"Service graph{overlay}", onNewPage: false);
        ViewStory story = new(composer) { TableCaption = "Edges, worst first", ShowsFold = _ => false };
        story.Add(GraphView.Of(graph));
        if (story.FirstFigure is { } figure)
        {
            composer.Show(EvidenceKind.Graph, figure);
        }
    }

    public ImmutableArray<KeyFigure> KeyFigures(IncidentReport report) => GraphFindings.KeyFigures(report.Graph!);

    public ImmutableArray<Statement> Statements(IncidentReport report) => GraphFindings.Statements(report.Graph!);
}
