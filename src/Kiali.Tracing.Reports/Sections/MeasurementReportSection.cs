using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>The appendix: the rules behind the numbers, the sources, and everything that was left out.</summary>
internal sealed class MeasurementReportSection : IReportSection
{
    private const float LabelWidth = 92;

    private static readonly (string Term, string Rule)[] Rules =
    [
        ("Error", "A span fails by its status, an error tag, HTTP 5xx or no response, or a gRPC failure; 4xx is the client's. Status Ok set by the instrumentation wins. Edges of the graph use the same classes."),
        ("Duration", "A trace lasts from its earliest start to its latest end. Self time is a span's duration without the time its direct children cover."),
        ("Quantiles", "Of spans and traces: exact, by linear interpolation. Of metrics: interpolated inside a histogram bucket, so they are no finer than the bucket; its bounds are named where that matters."),
        ("Against the metrics", "A request is compared with the metrics of its workload up to the request's own end. ≈ marks what the buckets or the number of requests cannot tell apart. Colour follows the multiple, from ×¼ to ×4."),
        ("Log join", "A line belongs to a trace by a trace id in it (=), by the request id of an access line (=r), or by time alone where exactly one span of its pod covers it (≈)."),
        ("Graph", "Edges and rates come from Istio's metrics over the window; a trace is laid over them, and what only the trace has seen is drawn dashed."),
    ];

    public bool IsIn(IncidentReport report) => true;

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        composer.Section("How this was measured", isAppendix: true);
        foreach ((string term, string rule) in Rules)
        {
            composer.Add(Fact(term, rule));
        }

        ReportProvenance provenance = report.Provenance;
        composer.Heading("Sources");
        composer.Add(Fact("window", TimeText.Window(report.Window.Range.StartUnixNano, report.Window.Range.EndUnixNano)));
        composer.Add(Fact("now", $"{TimeText.Instant(report.Window.NowUnixNano)} · {(report.Window.IsLive ? "the clock" : "the end of the recording")}"));
        if (provenance.SnapshotSha256 is { } hash)
        {
            composer.Add(Fact("snapshot sha256", hash));
        }

        foreach (Provenance source in provenance.Sources)
        {
            composer.Add(new FactLine(source.Kind, source.Complete ? source.Origin : $"{source.Origin} · incomplete", LabelWidth, !source.Complete) { SpaceBefore = 3 });
        }

        composer.Heading("Left out, changed or unreadable");
        if (provenance.Warnings.IsEmpty)
        {
            composer.Text("Nothing that the sources or the analyses know of.");
        }
        else
        {
            composer.Add(Warnings(provenance));
        }
    }

    private static FactLine Fact(string term, string rule) => new(term, rule, LabelWidth, false) { SpaceBefore = 4 };

    private static Grid Warnings(ReportProvenance provenance) => new(
        [
            new GridColumn("what") { Weight = 1 },
            new GridColumn("where"),
            new GridColumn("count") { Align = Text.TextAlign.Right },
        ],
        provenance.Warnings.Length,
        index =>
        {
            Warning warning = provenance.Warnings[index];
            return new GridRow(
                new GridCell(warning.Message, Paper.Cell),
                new GridCell(warning.Source ?? string.Empty, Paper.Cell),
                new GridCell(NumberText.Count(warning.Count), Paper.Cell));
        },
        PaperTable.List)
    {
        SpaceBefore = 4,
    };
}
