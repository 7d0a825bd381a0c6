using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

public sealed class WaterfallTests
{
    [Fact]
    public void A_small_trace_has_a_row_for_each_span_depth_first()
        => Assert.Equal(
            ["a", "  b", "    c", "  d"],
            Text(Timeline.Draw(
                """
                a     [=========]
                  b    [===]
                    c   [=]
                  d        [=]
                """)));

    [Fact]
    public void Eight_siblings_of_one_name_fold_and_seven_do_not()
    {
        string siblings = string.Join('\n', Enumerable.Range(0, 8).Select(index => $"  find{new string(' ', 8 + index)}[=]"));
        Assert.Equal(["a", "  8 × find", "  b"], Text(Timeline.Draw($"a      [=============]\n{siblings}\n  b             [=]")));
        Assert.Equal(8, Rows(Timeline.Draw("a     [=============]\n" + siblings[(siblings.IndexOf('\n', StringComparison.Ordinal) + 1)..])).Length);
    }

    [Fact]
    public void Of_many_siblings_with_children_the_longest_stays_open()
    {
        IEnumerable<string> siblings = Enumerable.Range(0, 9).Select(index =>
            $"  get{new string(' ', 4 + index)}[{(index == 4 ? "=====" : "=")}]\n    db{new string(' ', 4 + index)}[{(index == 4 ? "===" : "=")}]");
        Assert.Equal(
            ["a", "  8 × get (16 spans)", "  get", "    db"],
            Text(Timeline.Draw("a    [==============]\n" + string.Join('\n', siblings))));
    }

    [Fact]
    public void A_subtree_of_the_same_shape_folds_and_says_where_its_like_is()
        => Assert.Equal(
            ["a", "  b", "    c", "    d", "      e", "  b", "    3 like above"],
            Text(Timeline.Draw(
                """
                a       [==============]
                  b      [=====]
                    c     [=]
                    d       [==]
                      e      [=]
                  b             [====]
                    c            [=]
                    d              [=]
                      e            [=]
                """)));

    [Fact]
    public void The_longer_of_two_alike_subtrees_stays_open()
        => Assert.Equal(
            ["a", "  b", "    3 like below", "  b", "    c", "    d", "    e"],
            Text(Timeline.Draw(
                """
                a       [===================]
                  b      [===]
                    c    [=]
                    d     [=]
                    e      [=]
                  b             [==========]
                    c            [=]
                    d              [=]
                    e                [=]
                """)));

    [Fact]
    public void Folds_say_what_they_stand_for()
    {
        string siblings = string.Join('\n', Enumerable.Range(0, 9).Select(index => $"  find{new string(' ', 4 + index)}[=] {(index == 3 ? "error" : "")}"));
        WaterfallRow fold = Rows(Timeline.Draw("a      [=============]\n" + siblings))[1];
        Assert.Equal((9, 9, 1, 180_000_000L, 100_000_000L), (fold.MemberCount, fold.SpanCount, fold.ErrorCount, fold.SelfTimeNanos, fold.DurationNanos));
        Assert.Equal(9, fold.SolidParts.Length);
        Assert.NotEmpty(fold.CriticalParts);
    }

    [Fact]
    public void However_large_the_trace_the_rows_stay_within_their_bound()
        => Assert.InRange(Rows(RandomTraces.Chain(20_000)).Length, WaterfallAnalysis.MostRows, MostRowsAtAll);

    [Fact]
    public void Each_span_belongs_to_one_row_and_totals_are_kept_whatever_the_trace()
        => RandomTraces.Wide.Sample(
            set =>
            {
                Trace trace = set.Traces.Single();
                TraceDetailResult result = TraceDetailAnalysis.Compute(trace, new TraceDetailOptions());
                ImmutableArray<WaterfallRow> rows = WaterfallAnalysis.Rows(result);
                Assert.InRange(rows.Length, 1, MostRowsAtAll);
                Assert.Equal(trace.Spans.Length, rows.Sum(row => row.SpanCount));
                Assert.Equal(trace.ErrorCount, rows.Sum(row => row.ErrorCount));
                Assert.Equal(trace.Spans.Sum(trace.SelfTimeNanosOf), rows.Sum(row => row.SelfTimeNanos));
                Assert.Equal(
                    result.CriticalPath.DurationNanos,
                    rows.SelectMany(row => row.CriticalParts).Sum(part => part.EndUnixNano - part.StartUnixNano));
                HashSet<Span> shown = [.. rows.Where(row => !row.IsFold).Select(row => row.Span)];
                Assert.All(shown, span => Assert.True(trace.ParentOf(span) is not { } parent || shown.Contains(parent)));
            },
            iter: PropertyCases.AtLeast(500));

    // The spans, the one row that shows a repeat for each, and the rests.
    private static int MostRowsAtAll => WaterfallAnalysis.MostRows + 1 + WaterfallAnalysis.MostRests + 1;

    private static ImmutableArray<WaterfallRow> Rows(Trace trace) => WaterfallAnalysis.Rows(TraceDetailAnalysis.Compute(trace, new TraceDetailOptions()));

    private static IEnumerable<string> Text(Trace trace) => Rows(trace).Select(row => new string(' ', row.Depth * 2) + row.Kind switch
    {
        WaterfallRowKind.Span => row.Label.Action,
        WaterfallRowKind.Siblings => $"{row.MemberCount} × {row.Label.Action}{(row.SpanCount > row.MemberCount ? $" ({row.SpanCount} spans)" : "")}",
        WaterfallRowKind.Repeat => $"{row.SpanCount} like {(row.LikeIsAbove ? "above" : "below")}",
        _ => $"{row.SpanCount} more",
    });
}
