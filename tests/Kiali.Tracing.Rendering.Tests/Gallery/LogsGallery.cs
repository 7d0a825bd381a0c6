using Kiali.Tracing.Figures;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

internal static class LogsGallery
{
    public static View Create() => new([TextRun.Strong("logs"), " · trace ", TextRun.Code("7f3c9a1"), " ± 1 s · bookinfo, 6 pods · 2026-11-14 14:11:31 – 14:11:36 UTC"])
    {
        Blocks =
        [
            new LineBlock(["61 lines in 17 rows (44 are repeats), 12 shown. White app, gold proxy, blue span; dark red: error.", "×38: the same line, digits aside, 38 times · = joined by that id · ≈ by time only · – of another request"]),
            new TableBlock(
                [
                    new("time") { Width = 100 }, new("from") { Width = 50 }, new("pod") { Width = 178 }, new("join") { Width = 78 }, new("", CellAlign.Right) { Width = 46 }, new("line"),
                ],
                [
                    Row("14:11:32.418", "proxy", Palette.LogProxy, "productpage-v1-…-8tjvc", "= request", "", "\"GET /reviews/0\" 503 UC 1264 ms → reviews.bookinfo:9080", false),
                    Row("14:11:32.431", "span", Palette.LogSpan, "reviews-v3", "= trace", "", "▸ GET /reviews/0  1,260.4 ms  ✕ 503", false),
                    Row("14:11:32.480", "app", Palette.LogApplication, "ratings-v1-…-w7mzn", "≈ time", "×38", "WARN  pool exhausted: 0 of 10 connections free, waiting", false),
                    Row("14:11:33.667", "proxy", Palette.LogProxy, "ratings-v1-…-w7mzn", "= request", "", "\"GET /ratings/0\" 0 DC 1248 ms inbound|9080||", true),
                    TableRow.More(7),
                ])
            { Look = TableLook.Logs },
        ],
    };

    private static TableRow Row(string time, string from, Rgb color, string pod, string join, string repeats, string line, bool error)
    {
        Tone tone = error ? Palette.LogErrorRow : Palette.LogRow;
        Tone muted = tone with { Text = Palette.LogMuted };
        return TableRow.Of(
            new TableCell { Lines = [TextRun.Code(time)], Tone = muted },
            new TableCell { Lines = [TextRun.Strong(from) with { Color = color }], Tone = tone },
            new TableCell { Lines = [pod], Tone = muted, Tooltip = "bookinfo/" + pod },
            new TableCell { Lines = [join], Tone = join.StartsWith('=') ? tone : muted },
            repeats.Length > 0 ? TableCell.Marked(repeats, Palette.LogRepeats) : new TableCell { Tone = tone },
            new TableCell { Lines = [TextRun.Code(line) with { Color = color, Bold = error }], Tone = tone });
    }
}
