using CsCheck;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Tests.Domain;
using Xunit;
using static Kiali.Tracing.Tests.Mapping.CatalogDraft;

namespace Kiali.Tracing.Tests.Mapping;

public class SpanOwnersPropertyTests
{
    private static readonly string[] Names = ["", "a", "a-0", "b.n", "a-76d5c9f8b4-abcde", "n", "waypoint", "v1"];

    private static readonly string[] NodeIds =
        ["sidecar~1~a-76d5c9f8b4-abcde.n~x", "waypoint~1~w-0.n~x", "waypoint~1~w-1.n~x", "router~1~b-0.m~x", "nonsense"];

    private static readonly string[] Keys =
    [
        "istio.cluster_id", "istio.namespace", "istio.canonical_service", "istio.canonical_revision", "hostname", "istio.source_workload",
        "istio.source_namespace", "istio.source_instance_name", "istio.source_canonical_service", "istio.source_canonical_revision",
        "istio.destination_workload", "istio.destination_namespace", "istio.destination_instance_name", "istio.destination_canonical_service",
        "istio.destination_canonical_revision", "unrelated",
    ];

    private static readonly string[] ProcessKeys = ["k8s.namespace.name", "k8s.deployment.name", "k8s.pod.name", "hostname", "service.version", "k8s.cluster.name"];

    private static readonly Gen<SpanDraft> Draft = Gen.Select(
        OneOf(SpanKind.Server, SpanKind.Client, SpanKind.Internal),
        OneOf(Names),
        OneOf(NodeIds).Array[0, 2],
        Gen.Select(OneOf(Keys), OneOf(Names), Gen.Int[0, 9]).Array[0, 5],
        Gen.Select(OneOf(ProcessKeys), OneOf(Names)).Array[0, 3]).Select((kind, service, nodes, attributes, process) => new SpanDraft(1)
        {
            Kind = kind,
            Service = service,
            Attributes =
            [
                .. nodes.Take(1).Select(node => ("node_id", AttributeValue.Of(node))),
                .. attributes.Select(item => (item.Item1, item.Item3 == 0 ? AttributeValue.Of(7) : AttributeValue.Of(item.Item2))),
            ],
            Process = process,
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Kills: forgetting one of the clues in what tells distinct spans apart, as the span's kind on a waypoint.</summary>
    [Fact]
    public void Whose_a_span_is_does_not_depend_on_the_spans_beside_it()
    {
        WorkloadMapping mapping = WorkloadMapping.Create(
            ServiceMap.Create([new("a", "n", "mapped")]), [Workload("a", "n", "a", "v1", "east", "a-0"), Workload("b", "n", "b", "v1", "west")]);
        Draft.Array[1, 12].Sample(
            drafts =>
            {
                SpanOwner[] together = [.. SpanDraft.ToSpans([.. drafts.Select((draft, index) => draft with { Id = (ulong)index + 1 })])
                    .Select(span => SpanWorkloads.OwnerOf(span.With(mapping)))];
                SpanOwner[] alone = [.. drafts.Select(draft => SpanWorkloads.OwnerOf(SpanDraft.ToSpans(draft).Single().With(mapping)))];
                Assert.Equal(alone, together);
            },
            iter: PropertyCases.AtLeast(3000));
    }

    /// <summary>Kills: taking a name that only begins like another for it.</summary>
    [Fact]
    public void A_workload_told_by_the_catalogue_is_one_of_the_catalogue()
        => Gen.Select(OneOf("a", "ab", "a-b", "b").Array[1, 4], OneOf("a", "ab", "a-b", "b", "a-b-c", "abc"), OneOf("", ".n", ".m")).Sample(
            (names, service, suffix) =>
            {
                WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, [.. names.Distinct().Select(name => Workload(name + "-v1", "n", name))]);
                SpanOwner owner = SpanWorkloads.OwnerOf(SpanDraft.ToSpans(new SpanDraft(1) { Service = service + suffix }).Single().With(mapping));
                Assert.Equal(names.Contains(service) && suffix != ".m" ? service + "-v1.n" : null, owner.Workload?.ToString());
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void A_mapping_changes_whose_spans_are_and_nothing_else()
    {
        Trace trace = SpanDraft.ToTrace(
            new SpanDraft(1, 0, 0, 100) { Service = "a" }, new SpanDraft(2, 1, 10, 60) { Service = "b" }, new SpanDraft(2, 1, 20, 70) { Service = "c" });
        Trace mapped = trace.With(WorkloadMapping.Create(ServiceMap.Create([new("b", "n", "w")]), []));
        Assert.Equal(trace.Spans.AsEnumerable(), mapped.Spans);
        Assert.Equal(trace.Warnings.AsEnumerable(), mapped.Warnings);
        Assert.Equal(trace.Root, mapped.Root);
        Assert.Equal(trace.Spans.Select(trace.SelfTimeNanosOf), mapped.Spans.Select(mapped.SelfTimeNanosOf));
        Assert.Equal(trace.Spans.Select(trace.DepthOf), mapped.Spans.Select(mapped.DepthOf));
        Assert.Equal([null, "w.n", null], mapped.Spans.Select(span => SpanWorkloads.WorkloadOf(span)?.ToString()));
        Assert.All(trace.Spans, span => Assert.Null(SpanWorkloads.WorkloadOf(span)));
        Assert.Equal("w.n", SpanWorkloads.WorkloadOf(mapped.ParentOf(mapped.Spans[1])!.Columns.GetSpan(1).With(mapped.Spans[0].Columns.Mapping))?.ToString());
        Assert.All(mapped.With(WorkloadMapping.Default).Spans, span => Assert.Null(SpanWorkloads.WorkloadOf(span)));
        Assert.Same(mapped, mapped.With(mapped.Spans[0].Columns.Mapping));
    }
}
