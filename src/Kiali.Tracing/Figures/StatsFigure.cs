using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>Draws statistics as rows: name, spans, errors, range on one logarithmic scale, self time and its share.</summary>
public static class StatsFigure
{
    /// <summary>How many groups are drawn.</summary>
    public const int MostGroups = 40;

    private const double RowHeight = 26;
    private const double HeaderHeight = 36;
    private const double NameRight = 330;
    private const double CountRight = 400;
    private const double ErrorsLeft = 424;
    private const double RangeLeft = 500;
    private const double SelfRight = 776;
    private const double ShareLeft = 800;
    private const double ShareWidth = 130;

    /// <summary>Draws statistics.</summary>
    /// <param name="result">The statistics.</param>
    /// <returns>The figure, 960 px wide and as high as its groups need.</returns>
    public static Figure Of(StatsResult result)
    {
        (double Minimum, double Maximum) scale = StatsBars.Scale(result);
        ImmutableArray<StatsGroup> groups = [.. result.Groups.Take(MostGroups)];
        int omitted = result.Groups.Length - groups.Length;
        double height = HeaderHeight + (groups.Length * RowHeight) + (omitted > 0 ? RowHeight : 0) + 12;
        return new Figure(Figure.FullWidth, height)
        {
            Title = $"Durations and self time by {string.Join(" and ", result.By.Select(key => NameText.Cut(key.Word, 40)))}",
            Description = Describe(result, groups),
            Panels =
            [
                new(new(0, 0, Figure.FullWidth, height)) { Marks = [.. Header(result, scale), .. groups.SelectMany(Row), .. Omitted(omitted, groups.Length)] },
                .. groups.Select((group, index) => StatsBars.RangePanel(group, scale, RangeLeft, RowTop(index) + 6)),
                .. groups.Select((group, index) => StatsBars.SharePanel(ShareOf(group, result), ShareLeft, RowTop(index) + 7, ShareWidth)),
            ],
        };
    }

    internal static double ShareOf(StatsGroup group, StatsResult result) => result.SelfTimeMs > 0 ? group.SelfTimeMs / result.SelfTimeMs : 0;

    private static double RowTop(int row) => HeaderHeight + (row * RowHeight);

    private static IEnumerable<Mark> Header(StatsResult result, (double Minimum, double Maximum) scale) =>
    [
        Note(16, string.Join(", ", result.By.Select(key => NameText.Cut(key.Word, 40))), TextAnchor.Start),
        Note(CountRight, "spans", TextAnchor.End),
        Note(ErrorsLeft, "errors", TextAnchor.Start),
        Note(RangeLeft, $"{ScaleText(scale)} · dot p50, tick p90, end p99", TextAnchor.Start) with { MaximumWidth = 220 },
        Note(SelfRight, "self s", TextAnchor.End),
        Note(ShareLeft, "share of self time", TextAnchor.Start),
        LinesMark.Segment(new(16, HeaderHeight - 6), new(944, HeaderHeight - 6), new(Palette.Hairline)),
    ];

    internal static string ScaleText((double Minimum, double Maximum) scale)
        => $"{NumberText.Fixed(scale.Minimum, DecimalsOf(scale.Minimum))} – {NumberText.Fixed(scale.Maximum, DecimalsOf(scale.Maximum))} ms (log)";

    private static int DecimalsOf(double value) => Math.Clamp((int)Math.Ceiling(-Math.Log10(value)), 0, 6);

    private static IEnumerable<Mark> Row(StatsGroup group, int index)
    {
        double baseLine = RowTop(index) + 17;
        string name = string.Join(" · ", group.Keys.Select(key => key ?? "–"));
        yield return new TextMark(16, baseLine, index == 0 ? TextRun.Strong(name) : name) { MaximumWidth = NameRight - 16 };
        yield return new TextMark(CountRight, baseLine, NumberText.Count(group.Count)) { Anchor = TextAnchor.End };
        yield return new TextMark(ErrorsLeft, baseLine, group.Errors == 0 ? "0" : TextRun.Strong($"✕ {NumberText.Count(group.Errors)}"))
        {
            Color = group.Errors == 0 ? Palette.SecondInk : Palette.Error,
        };
        yield return new TextMark(SelfRight, baseLine, NumberText.Fixed(group.SelfTimeMs / 1000, 1)) { Anchor = TextAnchor.End };
    }

    private static IEnumerable<Mark> Omitted(int count, int rows)
    {
        if (count > 0)
        {
            yield return new TextMark(16, RowTop(rows) + 17, $"⋯ {NumberText.Count(count)} more") { Color = Palette.SecondInk };
        }
    }

    private static TextMark Note(double x, string text, TextAnchor anchor) => new(x, 22, text) { Anchor = anchor, Size = 11, Color = Palette.SecondInk };

    private static string Describe(StatsResult result, ImmutableArray<StatsGroup> groups) => groups.IsEmpty
        ? "No spans."
        : $"{NumberText.Counted(result.SpanCount, "span")} in {NumberText.Counted(result.Groups.Length, "group")}; most self time: "
            + string.Join(", ", groups.Take(3).Select(group =>
                $"{NameText.Cut(string.Join(" ", group.Keys.Select(key => key ?? "–")), 60)} {NumberText.Fixed(group.SelfTimeMs / 1000, 1)} s")) + ".";
}
