using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

internal static class GraphGallery
{
    private static readonly Stroke Healthy = new(Palette.Healthy, 2);
    private static readonly Stroke Degraded = new(Palette.Degraded, 2);
    private static readonly Stroke Failing = new(Palette.Error, 3);
    private static readonly Stroke TraceOnly = new(Palette.TraceOnly, 2) { Dash = Dash.TraceOnly };

    public static Figure Create() => new(Figure.FullWidth, 440)
    {
        Title = "Mesh graph with trace 7f3c9a1 laid over",
        Description = "Layered graph from ingress to ratings; purple halo = hops of the trace; dashed = seen only in the trace.",
        Panels =
        [
            new(new(0, 0, 960, 440))
            {
                Marks =
                [
                    new BarsMark([new(14, 14, 154, 402), new(166, 14, 856, 402)], Palette.BoxGround) { Edge = new(Palette.Hairline), CornerRadius = 6 },
                    new BarsMark([new(184, 176, 374, 264), new(408, 30, 598, 114), new(408, 136, 598, 396), new(670, 268, 842, 356)], Rgb.White) { Edge = new(Palette.Hairline), CornerRadius = 4 },
                    new TextMark(24, 32, [TextRun.Colored("NS ", Palette.SecondInk), TextRun.Strong("istio-system")]) { Size = 11.4 },
                    new TextMark(416, 151, TextRun.Strong("reviews")) { Size = 11.4 },
                    new EdgesMark(
                    [
                        Edge(84, 218, 222, 218, Healthy, true), Edge(222, 218, 340, 218, Healthy, true), Edge(340, 218, 444, 70, Healthy, true),
                        Edge(444, 70, 560, 70, Healthy, true), Edge(340, 218, 444, 266, Degraded, true), Edge(444, 266, 560, 178, Healthy, false),
                        Edge(444, 266, 560, 266, Degraded, false), Edge(444, 266, 560, 354, Failing, true), Edge(560, 266, 706, 310, Degraded, false),
                        Edge(560, 354, 706, 310, Failing, true), Edge(706, 310, 802, 310, Failing, true), Edge(802, 310, 908, 310, TraceOnly, true),
                    ]),
                    new NodesMark(
                    [
                        Node(84, 218, NodeShape.Workload, NodeSign.Healthy, Healthy, "istio-ingressgateway"), Node(222, 218, NodeShape.Service, NodeSign.Healthy, Healthy, "service"),
                        Node(340, 218, NodeShape.Workload, NodeSign.Degraded, Degraded, "v1"), Node(444, 70, NodeShape.Service, NodeSign.Healthy, Healthy, "service"),
                        Node(560, 70, NodeShape.Workload, NodeSign.Healthy, Healthy, "v1"), Node(444, 266, NodeShape.Service, NodeSign.Degraded, Degraded, "service"),
                        Node(560, 178, NodeShape.Workload, NodeSign.Healthy, Healthy, "v1") with { Opacity = 0.4, Halo = null, Labels = [TextRun.Colored("v1", Palette.PaleInk)] },
                        Node(560, 266, NodeShape.Workload, NodeSign.Degraded, Degraded, "v2") with { Opacity = 0.4, Halo = null, Labels = [TextRun.Colored("v2", Palette.PaleInk)] },
                        Node(560, 354, NodeShape.Workload, NodeSign.Failing, Failing with { Width = 2 }, "v3"), Node(706, 310, NodeShape.Service, NodeSign.Failing, Failing with { Width = 2 }, "service"),
                        Node(802, 310, NodeShape.Workload, NodeSign.Failing, Failing with { Width = 2 }, "v1"),
                        Node(908, 310, NodeShape.Other, NodeSign.Unknown, new(Palette.TraceOnly, 1.8) { Dash = new(4, 3) }, "mongodb") with
                        {
                            Labels = [TextRun.Strong("mongodb") with { Color = Palette.TraceOnly }, TextRun.Colored("trace only", Palette.TraceOnly)],
                        },
                    ]),
                    new TextMark(154, 208, "4.2 rps") { Size = 11, Color = Palette.Healthy, Anchor = TextAnchor.Middle, Halo = true },
                    new TextMark(492, 348, TextRun.Strong("✕ 18 %")) { Size = 11, Color = Palette.Error, Anchor = TextAnchor.End, Halo = true },
                    new TextMark(16, 424, ["□ workload   △ service    ", TextRun.Colored("✓ healthy    ", Palette.Healthy), TextRun.Colored("! degraded    ", Palette.DegradedText), TextRun.Colored("✕ failing", Palette.Error)]) { Size = 9.8, Color = Palette.SecondInk },
                ],
            },
        ],
    };

    private static EdgeItem Edge(double x0, double y0, double x1, double y1, Stroke stroke, bool inTrace) =>
        new([new(x0, y0), new(x1, y1)], stroke) { Band = inTrace ? Palette.TraceBand : null, Opacity = inTrace ? 1 : 0.35 };

    private static NodeItem Node(double x, double y, NodeShape shape, NodeSign sign, Stroke edge, string label) =>
        new(x, y, shape, sign, edge) { Halo = Palette.TraceBand, Labels = [shape == NodeShape.Service ? TextRun.Colored(label, Palette.SecondInk) : TextRun.Strong(label)] };
}
