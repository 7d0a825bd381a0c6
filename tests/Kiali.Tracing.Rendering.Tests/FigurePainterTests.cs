using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using Kiali.Tracing.Rendering.Skia;
using Kiali.Tracing.Rendering.Svg;
using SkiaSharp;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class FigurePainterTests
{
    private static readonly Stroke Ink = new(Palette.Ink);

    /// <summary>One of each kind; a new kind of mark fails here until it is drawn.</summary>
    private static readonly ImmutableArray<Mark> EveryKind =
    [
        new PointsMark([new(5, 5)]) { Fill = Palette.Series },
        LinesMark.Segment(new(1, 1), new(9, 9), Ink),
        new BarsMark([new(1, 1, 4, 4)], Palette.Bar),
        new BoxesMark([new(5, 1, 2, 3, 4, 5)]),
        new CellsMark([new(0, 0, Palette.ErrorCell)], 20, 15),
        new NodesMark([new(5, 5, NodeShape.Workload, NodeSign.Healthy, Ink)]),
        new EdgesMark([new([new(1, 1), new(9, 5)], Ink)]),
        new TextMark(5, 5, "text"),
    ];

    public static TheoryData<string> Kinds =>
        [.. typeof(Mark).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Mark))).Select(type => type.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_mark_is_drawn_on_both_surfaces(string kind)
    {
        Figure figure = FigureOf(Assert.Single(EveryKind, mark => mark.GetType().Name == kind)) with { Card = false };
        Assert.Matches("<(rect|circle|path|text) ", SvgRenderer.Render(figure));
        using SKBitmap bitmap = SKBitmap.Decode(PngRenderer.Render(figure, 1));
        Assert.Contains(bitmap.Pixels, pixel => pixel.Alpha > 0);
    }

    [Theory]
    [MemberData(nameof(ShapesAndSigns))]
    public void Every_shape_and_sign_is_drawn(string name, Mark mark)
    {
        RecordingSurface surface = Paint(mark);
        Assert.True(surface.Calls.Count > 0, name);
        Assert.True(PngRenderer.Render(FigureOf(mark), 1).Length > 100);
    }

    public static TheoryData<string, Mark> ShapesAndSigns()
    {
        TheoryData<string, Mark> data = [];
        foreach (PointShape shape in Enum.GetValues<PointShape>())
        {
            data.Add($"point {shape}", new PointsMark([new(5, 5)], shape) { Fill = Palette.Series, Edge = Ink });
        }

        foreach (CellSign sign in Enum.GetValues<CellSign>())
        {
            data.Add($"cell {sign}", new CellsMark([new(0, 0, Palette.ErrorCell) { Sign = sign }], 20, 15));
        }

        foreach (NodeSign sign in Enum.GetValues<NodeSign>())
        {
            foreach (NodeShape shape in Enum.GetValues<NodeShape>())
            {
                data.Add($"node {shape} {sign}", new NodesMark([new(5, 5, shape, sign, Ink) { Opacity = 0.4 }]));
            }
        }

        foreach (EdgeShape shape in Enum.GetValues<EdgeShape>())
        {
            data.Add($"edge {shape}", new EdgesMark([new([new(1, 1), new(5, 5), new(9, 2)], Ink) { Shape = shape, Band = Palette.TraceBand }]));
        }

        return data;
    }

    [Fact]
    public void Axes_place_marks_upwards_and_pixels_downwards()
    {
        RecordingSurface surface = Paint(new PointsMark([new(0, 0), new(10, 10), new(5, 20)]) { Fill = Palette.Series });
        Assert.Equal([(50, 90, 3), (150, 10, 3), (100, 10, 3)], surface.Circles);
        RecordingSurface pixels = new();
        Figure figure = FigureOf();
        FigurePainter.Paint(figure with { Panels = [new(new(50, 10, 100, 80)) { Marks = [new PointsMark([new(0, 0), new(10, 10)]) { Fill = Palette.Series }] }] }, pixels, withCard: false);
        Assert.Equal([(50, 10, 3), (60, 20, 3)], pixels.Circles);
    }

    [Fact]
    public void What_is_not_a_number_is_not_drawn_and_breaks_a_line()
    {
        Assert.Empty(Paint(new PointsMark([new(double.NaN, 1), new(1, double.NaN)]) { Fill = Palette.Series }).Circles);
        PathShape path = Paint(LinesMark.Of([new(0, 1), new(1, 2), new(2, double.NaN), new(3, 3), new(4, double.NaN), new(5, 1), new(6, 2)], Ink)).Paths.Single().Path;
        Assert.Equal(3, path.Segments.Count(segment => segment.Verb == PathVerb.Move));
        Assert.Equal(3, path.Segments.Count(segment => segment.Verb == PathVerb.Line));
    }

    [Fact]
    public void A_step_holds_its_value_until_the_next()
    {
        PathShape path = Paint(LinesMark.Of([new(0, 0), new(5, 10)], Ink) with { Shape = LineShape.Step }).Paths.Single().Path;
        Assert.Equal([(50, 90), (100, 90), (100, 10)], path.Segments.Select(segment => (segment.X, segment.Y)));
    }

    [Fact]
    public void A_short_span_is_still_seen() =>
        Assert.Equal([(50, 10, 2, 80)], Paint(new BarsMark([new(0, double.NegativeInfinity, 1e-9, double.PositiveInfinity)], Palette.Bar) { MinimumWidth = 2 }).Rectangles);

    [Fact]
    public void Bands_and_halos_lie_under_all_edges_and_nodes_of_their_graph()
    {
        RecordingSurface surface = new();
        Figure figure = FigureOf(
            new EdgesMark([new([new(1, 1), new(5, 5)], Ink), new([new(5, 5), new(9, 9)], Ink) { Band = Palette.TraceBand }]),
            new NodesMark([new(5, 5, NodeShape.Workload, NodeSign.None, Ink) { Halo = Palette.TraceBand, Labels = ["v1"] }]));
        FigurePainter.Paint(figure, surface, withCard: false);
        Assert.Equal(["path", "circle", "path", "path", "path", "path", "rectangle", "text"], surface.Calls);
        Assert.Equal(14, surface.Paths[0].Paint.Stroke!.Width);
    }

    [Fact]
    public void An_arrow_head_sits_on_its_line_short_of_the_node()
    {
        foreach (EdgeShape shape in Enum.GetValues<EdgeShape>())
        {
            RecordingSurface surface = Paint(new EdgesMark([new([new(0, 5), new(10, 5)], Ink) { Shape = shape }]));
            PathSegment tip = surface.Paths[^1].Path.Segments[1];
            Assert.Equal((150 - 17, 50), (tip.X, tip.Y));
        }
    }

    [Fact]
    public void A_label_that_is_too_long_is_cut()
    {
        string text = Paint(new TextMark(1, 1, new string('w', 100)) { MaximumWidth = 80 }).Texts.Single().Line.PlainText;
        Assert.EndsWith("…", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 3, 12);
    }

    [Fact]
    public void A_page_that_is_white_needs_no_card()
    {
        RecordingSurface surface = new();
        FigurePainter.Paint(FigureOf(), surface, withCard: false);
        Assert.Empty(surface.Calls);
        FigurePainter.Paint(FigureOf(), surface);
        Assert.Equal(["rectangle"], surface.Calls);
    }

    [Fact]
    public void Svg_numbers_are_short_and_the_same_everywhere()
    {
        Assert.Equal(["0", ".5", "-.3", "12.3", "100", "0"], new[] { -0.01, 0.5, -0.25, 12.345, 99.96, double.NaN }.Select(value => SvgNumber.Format(value, 1)));
    }

    [Fact]
    public void Five_thousand_points_stay_within_the_budget_of_a_cell()
    {
        PointsMark points = new([.. Enumerable.Range(0, 5000).Select(i => new PointItem(i % 977 / 97.7, i % 631 / 63.1))]) { Fill = Palette.Series };
        Assert.InRange(SvgRenderer.Render(FigureOf(points)).Length, 100_000, 220_000);
    }

    private static RecordingSurface Paint(Mark mark)
    {
        RecordingSurface surface = new();
        FigurePainter.Paint(FigureOf(mark), surface, withCard: false);
        return surface;
    }

    private static Figure FigureOf(params ImmutableArray<Mark> marks) => new(200, 100)
    {
        Title = "t",
        Description = "d",
        Panels =
        [
            new(new(50, 10, 100, 80))
            {
                X = new(AxisScale.Linear, 0, 10) { Side = AxisSide.None },
                Y = new(AxisScale.Linear, 0, 10) { Side = AxisSide.None },
                Marks = marks,
            },
        ],
    };
}
