using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources.Tempo;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>No text breaks out of a query, and no query loses a trace that the filter would keep.</summary>
public class TraceQlProperties
{
    private static readonly string[] Texts =
        ["", "a", "true", "false", "True", "0", "42", "-7", "1.5", "1E+20", "-0.25", "500", "503", "0503", "+503", "200", "-", "UT", "14", "a.b", "a b", "\"", "\\", "} || {", "x\ny", "reviews", "reviews.bookinfo", "server", "ERROR"];

    private static readonly string[] Keys =
    [
        "error", "http.status_code", "http.response.status_code", "grpc.status_code", "rpc.grpc.status_code", "node_id", "istio.namespace",
        "istio.canonical_service", "istio.source_canonical_service", "istio.destination_canonical_service", "istio.source_workload", "istio.source_namespace", "istio.destination_workload", "istio.destination_namespace", "hostname", "k 1", "k\"2", "k=3",
        "span.kind", "otel.status_code", "otel.status_description", "otel.scope.name", "resource.x",
    ];

    private static readonly string[] Services =
        ["reviews", "reviews-v1", "reviews.bookinfo", "reviews.bookinfo.svc.cluster.local", "reviews.bookinfo.svc.other.domain", "ratings", "ratings.default", "no namespace", "mapped service"];

    private static readonly string[] Pods = ["reviews", "reviews-v1", "reviews-v1-76d5c9f8b4-abcde", "reviews-0", "ratings-28391040-x7k2p", "ratings-28391040", "reviews-v1-76d5c9f8b4"];
    private static readonly string[] Namespaces = ["bookinfo", "default"];

    private static readonly Gen<string> Text = One(Texts);

    private static readonly Gen<object> Value = Gen.OneOf(
        Text.Select(value => (object)value),
        Gen.Bool.Select(value => (object)value),
        One<long>(0, 1, 14, 42, -7, 200, 404, 500, 503, 599, 600).Select(value => (object)value),
        One<double>(0, 42, 1.5, 1e20, -0.25, 503).Select(value => (object)value));

    // Of any type, but for what only proxies write, as texts.
    private static readonly Gen<ModelAttribute> Attribute = Gen.OneOf(
        Gen.Select(One(Keys), Value, (key, value) => new ModelAttribute(key, value)),
        Gen.Select(One(Pods), One(Namespaces), One("sidecar", "waypoint"), (pod, space, role) => new ModelAttribute("node_id", $"{role}~10.0.0.1~{pod}.{space}~{space}.svc.cluster.local")),
        Gen.Select(
            One(
                "resource:k8s.deployment.name", "resource:k8s.statefulset.name", "resource:k8s.daemonset.name", "resource:k8s.cronjob.name", "resource:k8s.job.name",
                "resource:k8s.replicaset.name", "resource:k8s.pod.name", "resource:hostname", "resource:host.name"),
            One(Pods),
            (key, pod) => new ModelAttribute(key, pod)),
        Gen.Select(One("resource:k8s.namespace.name", "resource:service.namespace"), One(Namespaces), (key, space) => new ModelAttribute(key, space)),
        Gen.Select(
            One("istio.canonical_service", "istio.source_canonical_service", "istio.destination_canonical_service"), One("reviews", "ratings"), (key, app) => new ModelAttribute(key, app)),
        Text.Select(flags => new ModelAttribute("response_flags", flags)),
        Gen.Select(One("istio.source_workload", "istio.destination_workload", "hostname"), One(Pods), (key, pod) => new ModelAttribute(key, pod)),
        Gen.Select(One("istio.source_namespace", "istio.destination_namespace", "istio.namespace"), One(Namespaces), (key, space) => new ModelAttribute(key, space)));

    private static readonly ImmutableArray<Workload> Catalog =
    [
        new(
            new WorkloadRef(null, "bookinfo", "reviews-v1"),
            "Deployment",
            "reviews",
            "v1",
            ImmutableSortedDictionary<string, string>.Empty,
            [new Pod("reviews-v1-76d5c9f8b4-abcde", "node", null, [])]),
        new(new WorkloadRef(null, "default", "ratings"), "CronJob", "ratings", "", ImmutableSortedDictionary<string, string>.Empty, []),
    ];

    private static readonly Gen<ModelSpan> OneSpan = Gen.Select(
        Gen.Select(Gen.ULong[1, 4], Gen.ULong[1, 1000]),
        Gen.Select(Text, One(Services), Gen.Int[0, 5], Gen.Int[0, 2]),
        Gen.Select(Gen.Long[0, 3_000_000], Gen.Long[0, 2_000_000]),
        Attribute.Array[0, 4])
        .Select((ids, facts, times, attributes) => new ModelSpan(
            new TraceId(ids.Item1, ids.Item1),
            new SpanId(ids.Item2),
            default,
            facts.Item1,
            facts.Item2,
            (SpanKind)facts.Item3,
            (SpanStatusCode)facts.Item4,
            facts.Item4 == 2 ? facts.Item1 : string.Empty,
            1_700_000_000_000_000 + times.Item1,
            times.Item2,
            [.. attributes.DistinctBy(attribute => attribute.Key)],
            [],
            []));

    private static readonly Gen<TimeSpan?> Duration = Gen.OneOf(Gen.Const((TimeSpan?)null), Gen.Long[0, 30_000_000].Select(ticks => (TimeSpan?)TimeSpan.FromTicks(ticks)));

    private static readonly Gen<TraceQuery> AnyQuery = Gen.Select(
        Gen.OneOf(Gen.Const((string?)null), One(Services).Select(service => (string?)service)),
        Gen.OneOf(Gen.Const((string?)null), Text.Select(text => (string?)text)),
        Gen.OneOf(Gen.Const((WorkloadRef?)null), Gen.Select(One(Namespaces), One("reviews", "reviews-v1", "ratings"), (space, name) => (WorkloadRef?)new WorkloadRef(null, space, name))),
        Gen.OneOf(Gen.Const((string?)null), One(Namespaces).Select(space => (string?)space)),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool),
        Gen.Select(Duration, Duration),
        Gen.Select(One(Keys), Text, (key, value) => KeyValuePair.Create(key, value)).Array[0, 2])
        .Select((service, operation, workload, space, flags, durations, attributes) => new TraceQuery
        {
            Service = service,
            Operation = operation,
            Workload = workload,
            Namespace = space,
            Mapping = MappingOf(flags.Item2, hasCatalog: flags.Item3 && space is null),
            ServiceCandidates = workload is null || !flags.Item3
                ? []
                : ServiceSearchNames.Of(workload, Catalog.FirstOrDefault(known => known.Ref.Matches(workload)), MappingOf(flags.Item2, hasCatalog: false).ServiceMap),
            ErrorsOnly = flags.Item1,
            MinDuration = durations.Item1,
            MaxDuration = durations.Item2,
            Attributes = [.. attributes],
        });

    [Fact]
    public void No_text_breaks_out_of_its_literal()
        => Gen.OneOf(One([.. HostileText.Texts]), Gen.String, Gen.Char.Array.Select(symbols => new string(symbols))).Sample(
            text => Assert.Equal(WithoutHalves(text), TraceQlProgram.OnlyTextIn(TraceQlText.Quote(text))),
            iter: PropertyCases.AtLeast(2000));

    [Fact]
    public void A_hostile_value_finds_the_spans_that_have_it_and_no_others()
        => Gen.Select(Gen.OneOf(One([.. HostileText.Texts.Where(text => text.Length < 1000)]), Gen.String), One([.. Keys.Where(key => key != "otel.scope.name")]), Gen.Int[0, 2]).Sample(
            (text, key, place) =>
            {
                string kept = WithoutHalves(text);
                ModelSpan plain = Span(1, "plain", "plain", []);
                ModelSpan hostile = place switch
                {
                    0 => Span(2, kept, "plain", []),
                    1 => Span(2, "plain", kept, []),
                    _ => Span(2, "plain", "plain", [new ModelAttribute(key, kept)]),
                };
                TraceQuery query = place switch
                {
                    0 => new TraceQuery { Operation = text },
                    1 => new TraceQuery { Service = text },
                    _ => new TraceQuery { Attributes = [KeyValuePair.Create(key, text)] },
                };
                if (place == 1 && text.Length == 0)
                {
                    return;
                }

                TraceQlProgram program = TraceQlProgram.Parse(TraceQlQuery.Of(query, TraceQlDialect.MostRecent));
                TraceSet traces = TraceSet.Create([TempoFacts.ColumnsOf([plain, hostile])]);
                Assert.Equal([hostile.TraceId], traces.Traces.Where(program.Matches).Select(trace => trace.TraceId));
            },
            iter: PropertyCases.AtLeast(1000));

    // Kills: a failure asked for by status alone; texts of numbers left out; a namespace's dot unescaped or its service form left out; durations in milliseconds.
    [Fact]
    public void No_query_loses_a_trace_that_the_filter_keeps_in_any_dialect_anchored_or_not()
        => Gen.Select(OneSpan.Array[1, 8], AnyQuery, Gen.Int[0, 2], Gen.Bool).Sample(
            (spans, query, dialect, isAnchored) =>
            {
                SpanColumns columns = TempoFacts.ColumnsOf([.. spans.DistinctBy(span => span.SpanId)]);
                string traceQl = TraceQlQuery.Of(query, (TraceQlDialect)dialect);
                TraceQlProgram program = TraceQlProgram.Parse(traceQl, isAnchored, hasHints: dialect == 0, isPlain: dialect == 2);
                Assert.Equal(dialect == 0, program.IsMostRecent);
                HashSet<TraceId> found = [.. TraceSet.Create([columns]).Traces.Where(program.Matches).Select(trace => trace.TraceId)];
                Assert.True(TraceFilter.Matching(columns, query, CancellationToken.None).IsSubsetOf(found), traceQl);
            },
            iter: PropertyCases.AtLeast(5000));

    // Kills: a condition that holds for every span, which would have every trace got.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_query_leaves_out_what_has_nothing_to_do_with_it(int part)
    {
        TraceQuery query = part switch
        {
            0 => new TraceQuery { ErrorsOnly = true },
            1 => new TraceQuery { Workload = new WorkloadRef(null, "bookinfo", "reviews-v1") },
            2 => new TraceQuery { Namespace = "bookinfo" },
            3 => new TraceQuery { MinDuration = TimeSpan.FromMilliseconds(2) },
            _ => new TraceQuery { Attributes = [KeyValuePair.Create("k 1", "42")] },
        };
        ModelSpan other = Span(
            1,
            "call",
            "ratings.default",
            [
                new ModelAttribute("node_id", "sidecar~10.0.0.1~ratings-v1-76d5c9f8b4-abcde.default~default.svc.cluster.local"),
                new ModelAttribute("http.status_code", "200"),
                new ModelAttribute("response_flags", "-"),
                new ModelAttribute("grpc.status_code", "0"),
                new ModelAttribute("error", "false"),
                new ModelAttribute("k 1", "43"),
            ]);
        TraceQlProgram program = TraceQlProgram.Parse(TraceQlQuery.Of(query, TraceQlDialect.MostRecent));
        Assert.DoesNotContain(TraceSet.Create([TempoFacts.ColumnsOf([other])]).Traces, program.Matches);
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("{ resource.service.name = \"reviews\" }", "reviews")]
    public void The_simplest_queries_read_as_a_person_would_write_them(string expected, string? service = null)
        => Assert.Equal(expected, TraceQlQuery.Of(new TraceQuery { Service = service }, TraceQlDialect.WithoutHints));

    [Fact]
    public void A_query_of_the_users_own_is_passed_on_as_it_is()
        => Assert.Equal("{ broken", TraceQlQuery.Of(new TraceQuery { RawQuery = "{ broken", Service = "x" }, TraceQlDialect.MostRecent));

    private static WorkloadMapping MappingOf(bool hasMap, bool hasCatalog) => WorkloadMapping.Create(
        hasMap ? ServiceMap.Create([new ServiceMapEntry("mapped service", "bookinfo", "reviews-v1"), new ServiceMapEntry("no namespace", "default", null, "ratings")]) : ServiceMap.Empty,
        hasCatalog ? Catalog : []);

    private static Gen<T> One<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static ModelSpan Span(ulong number, string name, string service, ModelAttribute[] attributes) => new(
        new TraceId(number, number), new SpanId(number), default, name, service, SpanKind.Server, SpanStatusCode.Unset, string.Empty, 1_700_000_000_000_000, 1000, attributes, [], []);

    // What is left of a text in UTF-8: half a surrogate pair becomes U+FFFD.
    private static string WithoutHalves(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
