using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.Traces;

public sealed class TracesTests
{
    private const string Failing =
        """
        gateway       [=====]  client http.status_code=503
          reviews/get  [===]   server http.status_code=503
            ratings/get [==]   client http.status_code=504 response_flags=UT
              ratings/in [=]   server http.status_code=0 response_flags=DC
              ratings/db [=]   error
        """;

    [Fact]
    public void A_trace_is_summed_up_with_the_ways_its_spans_failed_most_frequent_first()
    {
        TraceSummary trace = Compute([(Failing, 0)]).Traces.Single();
        Assert.Equal(("gateway", "gateway", 60.0, 5, 5), (trace.Name, trace.RootService, trace.DurationMs, trace.SpanCount, trace.ErrorCount));
        Assert.Equal(["gateway", "reviews", "ratings"], trace.Services.AsEnumerable());
        Assert.Equal("503 ×2, 504 UT ×1, 0 DC ×1, error ×1", string.Join(", ", trace.ErrorReasons.Select(reason => $"{reason.Text} ×{reason.Count}")));
    }

    [Fact]
    public void Quantiles_of_durations_are_interpolated_between_the_two_nearest()
    {
        TracesResult result = Compute([("a [=]", 0), ("a [===]", 100), ("a [=======]", 200), (Failing, 900)]);
        Assert.Equal(50, result.P50Ms);
        Assert.Equal(74, result.P90Ms);
        Assert.Equal(1, result.ErrorTraceCount);
        Assert.Equal([80, 60, 40, 20], result.SlowestFirst.Select(trace => trace.DurationMs));
    }

    [Fact]
    public void Traces_that_reach_over_most_of_the_window_cover_it()
    {
        Assert.True(Compute([("a [=]", 50), ("a [=]", 900)]).CoversWindow);
        TracesResult half = Compute([("a [=]", 300), ("a [=]", 800)]);
        Assert.False(half.CoversWindow);
        Assert.Equal(0.5, half.CoveredShare);
        Assert.Equal(0, Compute([]).CoveredShare);
    }

    [Fact]
    public void A_limit_is_said_to_be_reached_only_when_it_left_traces_out()
    {
        Assert.True(Compute([("a [=]", 0), ("a [=]", 9)], limit: 2, complete: false).LimitReached);
        Assert.False(Compute([("a [=]", 0), ("a [=]", 9)], limit: 2).LimitReached);
        Assert.False(Compute([("a [=]", 0)], limit: 2, complete: false).LimitReached);
    }

    [Fact]
    public void Repairs_of_many_traces_become_one_warning_a_kind_with_their_sum()
    {
        SpanColumnsBuilder builder = new();
        for (ulong trace = 1; trace <= 3; trace++)
        {
            builder.SetIds(new TraceId(0, trace), new SpanId(trace));
            builder.SetParent(new SpanId(99));
            builder.SetTimes(Timeline.StartUnixNano, Timeline.StartUnixNano + 5);
            builder.Commit();
        }

        TracesResult result = TracesAnalysis.Compute(Answer.Whole(TraceSet.Create([builder.Build()])), Window, new TracesOptions());
        Warning warning = result.Warnings.Single();
        Assert.Equal(("orphan-span", 3), (warning.Code, warning.Count));
        Assert.StartsWith("In 3 traces, first of 00000000000000000000000000000001:", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chosen_trace_is_pointed_out_when_the_window_has_it()
    {
        Assert.Equal(2UL, Compute([("a [=]", 0), ("a [=]", 9)], chosen: 2).Chosen!.TraceId.Low);
        Assert.Null(Compute([("a [=]", 0)], chosen: 7).Chosen);
    }

    [Fact]
    public void The_document_has_exactly_the_contracts_properties()
    {
        using MemoryStream output = new();
        TracesJson.Write(Compute([(Failing, 0), ("b [=]", 500)]), output);
        TestKit.Approval.Approved.Match(Encoding.UTF8.GetString(output.ToArray()), "traces.json");
    }

    [Fact]
    public void The_frame_has_a_row_for_each_trace_and_the_contracts_columns()
    {
        var frame = TracesFrame.Of(Compute([(Failing, 0), ("b [=]", 500)]));
        Assert.Equal(2, frame.Rows.Count);
        TestKit.Approval.Approved.Match(FrameSchema.Of(frame), "traces.schema.txt");
        Assert.Equal("gateway,reviews,ratings", frame[FrameColumns.Services][0]);
    }

    private static AnalysisWindow Window { get; } =
        new(new TimeRange(Timeline.StartUnixNano, Timeline.StartUnixNano + UnixTime.NanosPerSecond), Timeline.StartUnixNano + UnixTime.NanosPerSecond, false);

    private static TracesResult Compute(ImmutableArray<(string Drawing, long ShiftMs)> drawings, int? limit = null, bool complete = true, int? chosen = null)
    {
        SpanColumnsBuilder builder = new();
        for (int index = 0; index < drawings.Length; index++)
        {
            Timeline.AddTo(builder, drawings[index].Drawing, index + 1, drawings[index].ShiftMs);
        }

        return TracesAnalysis.Compute(
            new Answer<TraceSet>(TraceSet.Create([builder.Build()]), complete, []),
            Window,
            new TracesOptions { Limit = limit, Chosen = chosen is { } number ? new TraceId(0, (ulong)number) : null });
    }
}
