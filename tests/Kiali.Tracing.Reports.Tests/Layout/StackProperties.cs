using CsCheck;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.TestKit;
using SkiaSharp;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Layout;

public sealed class StackProperties
{
    private static readonly Gen<(float Height, bool Keep, bool Break)[]> Stories =
        Gen.Select(Gen.Int[1, 100], Gen.Bool, Gen.Int[0, 9], (height, keep, roll) => ((float)height, keep, roll == 0)).Array[0, 40];

    [Fact]
    public void Every_block_is_drawn_once_in_order_and_inside_the_page() => Stories.Sample(
        story =>
        {
            List<(string Name, int Page, SKRect Area)> drawn = [];
            Draw(Build(story, drawn));

            Assert.Equal(Enumerable.Range(0, story.Length).Select(i => $"{i}"), drawn.Select(d => d.Name));
            Assert.All(drawn, d => Assert.InRange(d.Area.Bottom, d.Area.Top, Sheet.Template.Bottom + 0.01f));
            for (int i = 1; i < drawn.Count; i++)
            {
                Assert.True(
                    drawn[i].Page > drawn[i - 1].Page || (drawn[i].Page == drawn[i - 1].Page && drawn[i].Area.Top >= drawn[i - 1].Area.Bottom - 0.01f),
                    $"block {i} overlaps the one before it");
            }
        },
        iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Nesting_a_story_does_not_change_where_its_blocks_stand() => Gen.Select(Stories, Gen.Int[0, 40]).Sample(
        (story, cut) =>
        {
            List<(string Name, int Page, SKRect Area)> flat = [];
            List<(string Name, int Page, SKRect Area)> nested = [];
            (float, bool, bool)[] loose = [.. story.Select(block => (block.Height, false, block.Break))];
            int at = Math.Min(cut, loose.Length);
            Draw(Build(loose, flat));
            LayoutBlock[] blocks = Blocks(loose, nested);
            Draw(new Stack(new Stack(blocks[..at]), new Stack(new Stack(blocks[at..]))));

            Assert.Equal(flat, nested);
        },
        iter: PropertyCases.AtLeast(500));

    private static Stack Build((float Height, bool Keep, bool Break)[] story, List<(string Name, int Page, SKRect Area)> drawn) =>
        new(Blocks(story, drawn));

    private static LayoutBlock[] Blocks((float Height, bool Keep, bool Break)[] story, List<(string Name, int Page, SKRect Area)> drawn) =>
        [.. story.SelectMany((block, i) =>
        {
            LayoutBlock mark = new MarkBlock($"{i}", block.Height, drawn) { KeepWithNext = block.Keep };
            return block.Break ? (LayoutBlock[])[new PageBreak(), mark] : [mark];
        })];

    private static void Draw(LayoutBlock story) => Pages.Draw(story);
}
