using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

/// <summary>Answers with made-up numbers that use every kind of block the way the verbs do.</summary>
internal static class GalleryViews
{
    public static ImmutableArray<(string Name, View View)> All =>
        [("traces", Traces()), ("heatmap", Heatmap()), ("trace", Trace()), ("logs", LogsGallery.Create()), ("stats", Stats()), ("messages", Messages()), ("help", Help()), ("progress", Progress())];

    private static View Traces() => new([TextRun.Strong("traces"), " · productpage-v1.bookinfo · 2026-11-14 14:00:00 – 14:20:00 UTC"])
    {
        Blocks =
        [
            LineBlock.Of("100 traces, 18 with errors. Median 36.1 ms, slowest 2,696.5 ms. The whole window is covered; the limit of 1,000 was not reached."),
            new FigureBlock(ScatterGallery.Create()),
            new TableBlock(
                [
                    new("start") { Width = 100 }, new("trace") { Width = 66 }, new("root") { Width = 120 }, new("ms", CellAlign.Right) { Width = 60 },
                    new("") { Width = 104 }, new("spans", CellAlign.Right) { Width = 50 }, new("errors", CellAlign.Center) { Width = 56 },
                    new("vs metrics") { Width = 84 }, new("error reasons"),
                ],
                [
                    TraceRow("14:13:19.489", "4850bbd0e7cb3593871c15d694c1957f", 2696.5, 68, 10, false), TraceRow("14:09:02.136", "e680ce2b27c8af6666259bbc471fb3be", 2661.8, 68, 10, false),
                    TableRow.More(3), TraceRow("14:11:32.418", "7f3c9a1e5b2d48f06ac1e9d27b40835c", 2547.3, 68, 10, true), TableRow.More(89),
                    TraceRow("14:19:11.765", "76c19ace327203f26e16af1d4d14aa60", 15.9, 9, 0, false),
                ])
            {
                Caption = ["Slowest first, 8 of 100 rows; the frame ", TextRun.Code("traces"), " has all. vs metrics: avg p50 p90 across, 60m and 3h down; ++ at least twice the statistic, − less."],
            },
        ],
    };

    private static TableRow TraceRow(string start, string id, double ms, int spans, int errors, bool chosen) => TableRow.Of(
        start,
        new TableCell { Lines = [new TextRun(NameText.ShortId(id)) { Mono = true, Bold = chosen }], Tooltip = id, Link = chosen ? new Uri("https://jaeger.example/trace/" + id) : null },
        "GET /productpage",
        new TextRun(NumberText.Milliseconds(ms)) { Bold = chosen },
        TableCell.Of(TinyGallery.Bar(ms / 2696.5)),
        NumberText.Count(spans),
        errors > 0 ? TableCell.Marked("✕ " + errors, Palette.ErrorCell) : "0",
        TableCell.Of(CompactHeatmapFigure.Create([.. Enumerable.Repeat(new HeatSample(ms / 1000, true), 6)], "avg p50 p90 over 60m and 3h")),
        errors > 0 ? "503 ×6, 504 UT ×2, 0 DC ×2" : "");

    private static View Heatmap() => new([TextRun.Strong("heatmap"), " · trace ", TextRun.Code("7f3c9a1"), " · productpage-v1 inbound · 2,545.8 ms · anchor 2026-11-14 14:11:32 UTC"])
    {
        Blocks =
        [
            LineBlock.Of(["Slower than ", TextRun.Strong("99.1\u00a0%"), " of the 612 requests of the 10 minutes before (98.9 to 99.6\u00a0%: the bucket’s bounds)."]),
            LineBlock.Of("Difference in ms, and the request as a multiple of the statistic. Colour: the multiple."),
            new TableBlock(
                [
                    new("before") { SubHeader = "14:11:32", Width = 74 }, new("avg", CellAlign.Center) { Width = 104 }, new("p50", CellAlign.Center) { Width = 104 },
                    new("p90", CellAlign.Center) { Width = 104 }, new("p99", CellAlign.Center) { Width = 104 }, new("requests", CellAlign.Right) { Width = 80 },
                ],
                [
                    TableRow.Of(Name("10m"), Heat(1933.4, 612.4), Heat(2507.6, 38.2), Heat(233.8, 2312), HeatCells.NotToldApart(-934, "the same histogram bucket"), "612"),
                    TableRow.Of(Name("60m"), Heat(2414.1, 131.7), Heat(2514.4, 31.4), Heat(1361.8, 1184), Heat(140.8, 2405), "3,604"),
                    TableRow.Of(Name("3h"), Heat(2481.9, 63.9), Heat(2515.2, 30.6), Heat(2490, 55.8), HeatCells.NoData("3h p99: Prometheus stopped this query at the 10 s deadline"), "10,911"),
                ])
            { Look = TableLook.Matrix },
            HeatCells.Scale(absolute: false),
            HeatCells.Scale(absolute: true),
            LineBlock.Of([TextRun.Strong("no data"), ": 3h p99: Prometheus stopped the query at the 10 s deadline; ", TextRun.Code("--deadline 30s"), " asks for longer."]),
        ],
    };

    private static TableCell Name(string text) => new() { Lines = [text], IsHeader = true };

    private static TableCell Heat(double delta, double metric) =>
        HeatCells.Compared(delta, (metric + delta) / metric, metric, absolute: false, "this request was slower than the statistic");

    private static View Trace() => new([TextRun.Strong("trace"), " · GET /productpage · ", TextRun.Code("7f3c9a1e5b2d48f06ac1e9d27b40835c"), " · 2026-11-14 14:11:32.418 UTC"])
    {
        Blocks =
        [
            new FactsBlock([new("duration, ms", "2,547.3"), new("spans", "68"), new("with errors", "✕ 10") { Tone = Palette.ErrorCell }, new("services", "5"), new("slower than", "99.1 % in 10m")]),
            new FigureBlock(WaterfallGallery.Create()),
            LineBlock.Of([TextRun.Strong("More"), ", folded"]),
            new FoldBlock("10 errors and 4 events (first 4)",
            [
                new TableBlock([new("time"), new("span")], [TableRow.Of("14:11:32.436", new TableCell { Lines = ["→ productpage"], Folded = ["kind client", "pod productpage-v1-5f7c9d8b6-x2k4m"] })]),
            ]),
            new FoldBlock("1 warning", [LineBlock.Of("2 spans of ratings-v1 end after their parent (clock offset below 1 ms); shown as sent.")]),
            new CommandsBlock([new("#!kiali heatmap 7f3c9a1 --spans", "which hop is slow"), new("#!kiali logs --trace 7f3c9a1", "its log lines")]),
        ],
    };

    private static View Stats() => new([TextRun.Strong("stats"), " · bookinfo by workload · 2026-11-14 14:00:00 – 14:20:00 UTC"])
    {
        Blocks =
        [
            LineBlock.Of("5,007 spans of 100 traces. 91 % of all self time is in ratings-v1. Most self time first; durations in ms. Dot p50, tick p90, end p99."),
            new TableBlock(
                [
                    new("workload") { Width = 140 }, new("spans", CellAlign.Right) { Width = 50 }, new("errors", CellAlign.Center) { Width = 58 }, new("mean", CellAlign.Right) { Width = 50 },
                    new("1 – 4,000 ms (log)") { Width = 182 }, new("self s", CellAlign.Right) { Width = 54 }, new("share"),
                ],
                [
                    TableRow.Of(TextRun.Strong("ratings-v1"), "3,104", TableCell.Marked("✕ 166", Palette.ErrorCell), "46.1", TableCell.Of(TinyGallery.Range()), TextRun.Strong("139.2"), TableCell.Of(TinyGallery.Bar(0.91))),
                    TableRow.Of("reviews-v2", "390", "0", "287.9", TableCell.Of(TinyGallery.Range()), "1.9", TableCell.Of(TinyGallery.Bar(0.01))),
                ]),
        ],
    };

    private static View Messages() => new("")
    {
        Blocks =
        [
            new MessageBlock(MessageKind.Error, "No workload revews-v3 in namespace bookinfo.") { Lines = [["Did you mean ", TextRun.Strong("reviews-v3"), "?"], TextRun.Code("#!kiali traces -n bookinfo -w reviews-v3")] },
            new MessageBlock(MessageKind.Error, "prometheus+http://prometheus.istio-system:9090 did not answer: connection refused, 3 tries in 5.0 s.")
            {
                Lines = ["Wanted for: duration statistics of productpage-v1. Traces and logs still work.", ["Try: ", TextRun.Code("kubectl -n istio-system port-forward svc/prometheus 9090")]],
                Details = ["HttpRequestException: Connection refused (prometheus.istio-system:9090)", "operation: query, deadline 10 s, transient, tries at 0.0, 0.6 and 2.1 s"],
            },
            new MessageBlock(MessageKind.Partial, "Tempo stopped at its limit of 20 spans a trace: 4 of 100 traces may lack spans.") { Lines = [["Their rows are marked ", TextRun.Strong("!"), "."]] },
            new MessageBlock(MessageKind.Warning, ["TLS is not verified for tempo+https://tempo.example:3200, as asked by ", TextRun.Code("--insecure-skip-tls-verify"), "."]),
            new MessageBlock(MessageKind.Note, "No traces in this window."),
        ],
    };

    private static View Help() => new([TextRun.Strong("#!kiali heatmap"), " ID [options]"])
    {
        Blocks =
        [
            LineBlock.Of("Compares each span of a trace with the duration statistics of its workload, at the time of the trace."),
            new TableBlock(
                [new("option") { Width = 240 }, new("") { Width = 420 }, new("default")],
                [TableRow.Of(TextRun.Code("-n, --namespace NS"), "namespace of the target", "focus, else of the root"), TableRow.Of(TextRun.Code("--spans"), "one compact heatmap a span", "off")]),
            new CommandsBlock([new("#!kiali heatmap 7f3c9a1", "the matrix of this trace")]) { Heading = TextRun.Strong("Examples") },
        ],
    };

    private static View Progress() => new([TextRun.Strong("traces"), " · productpage-v1.bookinfo · jaeger+grpc://tracing.istio-system:16685"])
    {
        Blocks =
        [
            new ProgressBlock(0.61, "61 of at most 100 traces · 3,114 spans · 2.1\u00a0s · interrupt keeps what has arrived"),
            new MessageBlock(MessageKind.Stopped, "61 traces kept, newest first; the window before 14:07:52 was not read."),
        ],
    };
}
