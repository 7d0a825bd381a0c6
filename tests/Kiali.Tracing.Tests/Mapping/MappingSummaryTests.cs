using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Tests.Domain;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Mapping;

public class MappingSummaryTests
{
    private static readonly AnalysisWindow Window = new(new TimeRange(0, 100), 100, false);

    private static readonly TraceSet Traces = TraceSet.Create(
        [SpanDraft.ToSpans(
            new SpanDraft(1) { Service = "one" },
            new SpanDraft(2) { Service = "two" },
            new SpanDraft(3) { Service = "two" },
            new SpanDraft(4) { Service = "three", Process = [("k8s.namespace.name", "n"), ("k8s.deployment.name", "d")] },
            new SpanDraft(5) { Service = "five" },
            new SpanDraft(6) { Service = "six" },
            new SpanDraft(7) { Service = "gone", TraceNumber = 2, Attributes = [("node_id", AttributeValue.Of("sidecar~1~a-0.n~x"))] }).First().Columns]);

    [Fact]
    public void Spans_are_counted_by_what_told_their_workload()
    {
        MappingSummary summary = MappingSummary.Of(Traces);
        Assert.Equal(
            [new(WorkloadEvidence.None, 5), new(WorkloadEvidence.NodeId, 1), new KeyValuePair<WorkloadEvidence, int>(WorkloadEvidence.ResourceOwner, 1)],
            summary.Spans.AsEnumerable());
        Assert.Equal((7, 5), (summary.SpanCount, summary.UnmappedCount));
        Assert.Equal(["five", "one", "six", "two"], summary.UnmappedServices.AsEnumerable());
        Warning warning = summary.ToWarning()!;
        Assert.Equal(("unmapped-span", 5L), (warning.Code, warning.Count));
        Assert.Equal("5 spans of 4 services (five, one, six, …) have no workload: give --service-map FILE with the workloads of these services.", warning.Message);
    }

    [Fact]
    public void What_is_mapped_is_not_complained_about()
    {
        ServiceMap map = ServiceMap.Create([new("one", "n", "a"), new("two", "n", "a"), new("five", "n", "b"), new("six", "n", "b")]);
        MappingSummary summary = MappingSummary.Of(Traces.With(WorkloadMapping.Create(map, [])));
        Assert.Equal(0, summary.UnmappedCount);
        Assert.Null(summary.ToWarning());
        Assert.Equal(MappingSummary.Of(Traces).UnmappedServices.Length, MappingSummary.Of(Traces.Open(new TraceId(0, 1))!).UnmappedServices.Length);
    }

    [Fact]
    public void Workloads_gathered_from_spans_say_what_told_them_and_what_is_left()
    {
        WorkloadsResult result = WorkloadsAnalysis.OfSpans(Window, Answer.Whole(Traces), null, null);
        Assert.Equal(["a.n", "d.n"], result.Workloads.Select(workload => workload.Ref.ToString()));
        Assert.Contains(result.Warnings, warning => warning.Code == "unmapped-span");
        string text = ViewText.Of(WorkloadsView.Of(result));
        Assert.Contains("told by node_id (1 span), k8s owners (1 span).", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_by_workload_say_how_many_spans_have_none()
    {
        StatsResult byWorkload = StatsAnalysis.Compute(Answer.Whole(Traces), Window, new StatsOptions());
        Assert.Equal([StatsKey.Workload], byWorkload.By.AsEnumerable());
        Assert.Equal(5, Assert.Single(byWorkload.Warnings, warning => warning.Code == "unmapped-span").Count);
        Assert.Empty(StatsAnalysis.Compute(Answer.Whole(Traces), Window, new StatsOptions { By = [StatsKey.Service] }).Warnings);
    }
}
