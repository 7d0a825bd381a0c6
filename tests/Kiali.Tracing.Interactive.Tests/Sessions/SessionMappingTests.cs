using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Interactive.ServiceMaps;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Sessions;

public class SessionMappingTests
{
    private const string Uri = "jaeger+http://jaeger";

    private const string Checkout = """
        gateway/in  [==========] server component=proxy node_id=router~1~gw-0.edge~d
          checkout/pay [====] server
        """;

    private static readonly TraceId CheckoutId = new(0, 1);

    private static readonly LoadedServiceMap Map = new("map.yaml", ServiceMap.Create([new("checkout", "shop", "checkout-v1")]));

    [Fact]
    public async Task The_focus_maps_what_is_asked_for_and_what_is_answered()
    {
        ListedTraceSource source = new(Uri, Checkout);
        await using KialiSession session = await SessionAsync(source, null);
        session.Use(SessionFocus.None with { ServiceMap = Map });
        WorkloadRef wanted = new(null, "shop", "checkout-v1");
        Answer<TraceSet> found = await session.FindTracesAsync(new TraceQuery { Workload = wanted }, CancellationToken.None);
        Assert.Equal(["gw.edge", "checkout-v1.shop"], found.Value.Traces.Single().Spans.Select(span => SpanWorkloads.WorkloadOf(span)?.ToString()));
        Assert.Equal(["checkout", "checkout-v1.shop"], source.Queries[^1].ServiceCandidates.Take(2));
        Answer<Trace> got = await session.GetTraceAsync(CheckoutId.ToString(), CancellationToken.None);
        Assert.Equal(wanted, SpanWorkloads.WorkloadOf(got.Value.Spans[1]));
        session.Use(SessionFocus.None);
        Assert.Equal(0, (await session.FindTracesAsync(new TraceQuery { Workload = wanted }, CancellationToken.None)).Value.Count);
    }

    [Fact]
    public async Task A_session_with_another_service_map_shares_the_sources_and_leaves_the_lenders_focus_alone()
    {
        ListedTraceSource source = new(Uri, Checkout);
        await using KialiSession session = await SessionAsync(source, null);
        await using (KialiSession mapped = session.WithServiceMap(Map))
        {
            Assert.Equal("checkout-v1", (await mapped.KnownWorkloadsAsync(CancellationToken.None))[^1].Name);
        }

        Assert.Single(session.Sources);
        Assert.Equal(["gw"], (await session.KnownWorkloadsAsync(CancellationToken.None)).Select(workload => workload.Name));
    }

    [Fact]
    public async Task The_catalogue_settles_whose_spans_are_and_what_to_search_by()
    {
        ListedTraceSource source = new(Uri, Checkout);
        Workload pay = new(new WorkloadRef("east", "shop", "pay-v2"), "Deployment", "checkout", "v2", ImmutableSortedDictionary<string, string>.Empty, []);
        await using KialiSession session = await SessionAsync(source, new ListedCatalogSource("kubernetes://", pay));
        Answer<TraceSet> found = await session.FindTracesAsync(new TraceQuery { Workload = pay.Ref }, CancellationToken.None);
        Assert.Equal(pay.Ref, SpanWorkloads.WorkloadOf(found.Value.Traces.Single().Spans[1]));
        Assert.Equal(["checkout.shop", "pay-v2.shop", "checkout", "pay-v2"], source.Queries[^1].ServiceCandidates.Take(4));
    }

    [Fact]
    public async Task Without_a_catalogue_spans_tell_the_app_to_search_by()
    {
        ListedTraceSource source = new(
            Uri, "reviews.bookinfo/in [==] server node_id=sidecar~1~reviews-v3-6f76498fc8-58wpn.bookinfo~d istio.canonical_service=reviews");
        await using KialiSession session = await SessionAsync(source, null);
        WorkloadRef reviews = await session.FindWorkloadAsync("reviews-v3", null, null, CancellationToken.None);
        await session.FindTracesAsync(new TraceQuery { Workload = reviews }, CancellationToken.None);
        Assert.Equal("reviews.bookinfo", source.Queries[^1].ServiceCandidates[0]);
        await session.FindTracesAsync(new TraceQuery { Workload = reviews, ServiceCandidates = ["given"] }, CancellationToken.None);
        Assert.Equal(["given"], source.Queries[^1].ServiceCandidates.AsEnumerable());
        await session.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Assert.Empty(source.Queries[^1].ServiceCandidates);
    }

    [Fact]
    public async Task A_catalogue_that_is_down_is_said_and_takes_no_trace_with_it()
    {
        ListedTraceSource source = new(Uri, Checkout);
        ListedCatalogSource catalog = new("kubernetes://") { Failure = new SourceException("kubernetes://", "list pods", "kubernetes:// cannot be reached.") };
        await using KialiSession session = await SessionAsync(source, catalog);
        Answer<TraceSet> found = await session.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Assert.Equal((1, false), (found.Value.Count, found.Complete));
        Assert.Equal(("source-failed", "kubernetes://"), (Assert.Single(found.Warnings).Code, found.Warnings[0].Source));
        Answer<Trace> got = await session.GetTraceAsync(CheckoutId.ToString(), CancellationToken.None);
        Assert.False(got.Complete);
    }

    private static async Task<KialiSession> SessionAsync(ListedTraceSource traces, ListedCatalogSource? catalog)
    {
        KialiSession session = new(
            (uri, _, _) => Task.FromResult(new OpenedSource { Uri = uri, Description = uri, Traces = uri == Uri ? traces : null, Catalog = uri == Uri ? null : catalog, IsLive = true }),
            new StoppedClock(UnixTime.ToDateTimeOffset(Timeline.StartUnixNano).AddMinutes(1)));
        await session.ConnectAsync(new ConnectionRequest(Uri), CancellationToken.None);
        if (catalog is not null)
        {
            await session.ConnectAsync(new ConnectionRequest(catalog.Uri), CancellationToken.None);
        }

        return session;
    }
}
