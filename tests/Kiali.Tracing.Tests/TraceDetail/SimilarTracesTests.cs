using System.Text.Json;
using CsCheck;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

public sealed class SimilarTracesTests
{
    [Fact]
    public void The_same_shape_has_distance_zero_whatever_the_durations()
        => Assert.Equal(0, Distance("op1 op1 op2 op1", "op2 op1 op1 op1"));

    [Fact]
    public void One_span_more_is_similar()
        => Assert.InRange(Distance("op1 op1 op2 op1", "op1 op1 op1 op2 op1"), 0.1, SimilarTracesAnalysis.LargestDistance);

    [Fact]
    public void One_other_operation_is_similar()
        => Assert.True(Distance("op1 op1 op2 op1", "op1 op1 op2 op3") < SimilarTracesAnalysis.LargestDistance);

    [Fact]
    public void Half_the_spans_are_not_similar()
        => Assert.True(Distance("op1 op1 op2 op1", "op1 op1") >= SimilarTracesAnalysis.LargestDistance);

    [Fact]
    public void Other_operations_are_not_similar()
        => Assert.True(Distance("op1 op1 op2 op1", "op3 op3 op2 op3") >= SimilarTracesAnalysis.LargestDistance);

    [Fact]
    public void Similar_traces_come_nearest_first_with_the_differences_to_this_one()
    {
        Trace trace = Timeline.Draw(
            """
            a   [=========]
              b  [==]
            """);
        Trace twin = Timeline.Draw(
            """
            a   [====]
              b  [=]
            """,
            2);
        Trace cousin = Timeline.Draw(
            """
            a   [=========]
              b  [==]
              b     [==]
            """,
            3);
        Trace stranger = Timeline.Draw("x [==]", 4);
        var found = SimilarTracesAnalysis.Find(trace, [stranger, cousin, trace, twin]);
        Assert.Equal([twin.TraceId, cousin.TraceId], found.Select(similar => similar.TraceId));
        Assert.Equal(new SimilarTrace(twin.TraceId, 0, 50, 35, 50, 30), found[0]);
    }

    [Fact]
    public void Distance_lies_within_0_and_1_and_a_trace_has_none_to_itself()
        => Gen.Select(Gen.Int[0, 5].Array[1, 30], Gen.Int[0, 5].Array[1, 30]).Sample(
            (left, right) =>
            {
                double distance = Distance(left, right);
                Assert.InRange(distance, 0, 1);
                Assert.Equal(0, Distance(left, left));
            },
            iter: PropertyCases.AtLeast(1000));

    [SharedDataFact]
    public void Kialis_own_cases_are_judged_as_Kiali_judges_them()
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo("kiali/trace-stats-cases.json")));
        int checkedCases = 0;
        foreach (JsonElement item in cases.RootElement.GetProperty("similarity").EnumerateArray())
        {
            bool similar = Distance(Names(item.GetProperty("a")), Names(item.GetProperty("b"))) < SimilarTracesAnalysis.LargestDistance;
            Assert.Equal(item.GetProperty("similar").GetBoolean(), similar);
            checkedCases++;
        }

        Assert.True(checkedCases >= 10);
    }

    private static string[] Names(JsonElement spans) => [.. spans.EnumerateArray().Select(span => span.GetProperty("operationName").GetString()!)];

    private static double Distance(string left, string right) => Distance(left.Split(' '), right.Split(' '));

    private static double Distance(int[] left, int[] right)
        => Distance([.. left.Select(number => $"op{number}")], right.Select(number => $"op{number}").ToArray());

    private static double Distance(string[] left, string[] right)
        => SimilarTracesAnalysis.Distance(OfNames(left, 1), OfNames(right, 2));

    private static Trace OfNames(string[] names, int number) => Timeline.Draw(string.Join('\n', names.Select(name => $"{name} [=]")), number);
}
