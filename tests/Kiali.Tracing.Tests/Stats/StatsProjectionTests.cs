using System.Text;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.Stats;

public sealed class StatsProjectionTests
{
    [Fact]
    public void The_document_has_exactly_the_contracts_properties()
    {
        using MemoryStream output = new();
        StatsJson.Write(Compute(StatsKey.Service, new StatsKey("zone")), output);
        Approved.Match(Encoding.UTF8.GetString(output.ToArray()), "stats.json");
    }

    [Fact]
    public void The_frames_first_columns_are_the_keys()
    {
        Approved.Match(FrameSchema.Of(StatsFrame.Of(Compute(StatsKey.Service, new StatsKey("zone")))), "stats.schema.txt");
        Assert.Equal("key_count", StatsFrame.Of(Compute(new StatsKey("count"))).Columns[0].Name);
        Assert.Equal(["name", "key_name"], StatsFrame.Of(Compute(StatsKey.Name, StatsKey.Name)).Columns.Take(2).Select(column => column.Name));
    }

    private static StatsResult Compute(params ReadOnlySpan<StatsKey> by)
    {
        SpanColumnsBuilder builder = new();
        Timeline.AddTo(
            builder,
            """
            gateway       [=====]
              reviews/get  [===]   zone=east error
              reviews/put    [=]   zone=west
            """,
            1);
        AnalysisWindow window = new(new TimeRange(Timeline.StartUnixNano, Timeline.StartUnixNano + UnixTime.NanosPerSecond), Timeline.StartUnixNano, true);
        return StatsAnalysis.Compute(Answer.Whole(TraceSet.Create([builder.Build()])), window, new StatsOptions { By = [.. by] });
    }
}
