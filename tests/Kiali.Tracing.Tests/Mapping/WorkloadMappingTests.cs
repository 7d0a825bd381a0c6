using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Tests.Domain;
using Xunit;
using static Kiali.Tracing.Tests.Mapping.CatalogDraft;

namespace Kiali.Tracing.Tests.Mapping;

public class WorkloadMappingTests
{
    private const string WaypointNode = "waypoint~10.244.0.23~waypoint-5b7cb7b55d-sdc4t.bookinfo~bookinfo.svc.cluster.local";
    private const string SidecarNode = "sidecar~10.0.0.7~reviews-v3-6f76498fc8-58wpn.bookinfo~bookinfo.svc.cluster.local";

    private static readonly ImmutableArray<Workload> Bookinfo =
    [
        Workload("productpage-v1", "bookinfo", "productpage", "v1", "east", "productpage-v1-6f89b6c557-sg2bc"),
        Workload("reviews-v1", "bookinfo", "reviews", "v1", "east"),
        Workload("reviews-v2", "bookinfo", "reviews", "v2", "east"),
        Workload("db", "data", "db", "", "east", "db-0", "db-1"),
        Workload("toolbox", "data", "", "", "east", "toolbox"),
    ];

    [Theory]
    [InlineData(SpanKind.Server, "reviews-v1.bookinfo", "reviews-pod")]
    [InlineData(SpanKind.Consumer, "reviews-v1.bookinfo", "reviews-pod")]
    [InlineData(SpanKind.Client, "productpage-v1.web", "productpage-pod")]
    [InlineData(SpanKind.Producer, "productpage-v1.web", "productpage-pod")]
    [InlineData(SpanKind.Internal, "reviews-v1.bookinfo", "reviews-pod")]
    public void A_waypoints_span_is_of_the_workload_on_its_side_and_keeps_apart_whose_pod_recorded_it(SpanKind kind, string workload, string pod)
    {
        SpanOwner owner = OwnerOf(kind, string.Empty, [
            ("node_id", WaypointNode),
            ("istio.source_workload", "productpage-v1"), ("istio.source_namespace", "web"), ("istio.source_instance_name", "productpage-pod"),
            ("istio.destination_workload", "reviews-v1"), ("istio.destination_namespace", "bookinfo"), ("istio.destination_instance_name", "reviews-pod")]);
        Assert.Equal(workload, owner.Workload?.ToString());
        Assert.Equal(WorkloadEvidence.WaypointAttributes, owner.Evidence);
        Assert.Equal((pod, "waypoint-5b7cb7b55d-sdc4t", "bookinfo"), (owner.Pod, owner.RecordingPod, owner.RecordingNamespace));
    }

    [Fact]
    public void A_waypoints_span_that_names_only_an_app_is_of_the_only_workload_of_its_revision()
    {
        (string, string)[] attributes =
        [
            ("node_id", WaypointNode), ("istio.destination_canonical_service", "reviews"), ("istio.destination_canonical_revision", "v2"),
            ("istio.destination_namespace", "bookinfo"),
        ];
        SpanOwner known = OwnerOf(SpanKind.Server, string.Empty, attributes, [], WorkloadMapping.Create(ServiceMap.Empty, Bookinfo));
        Assert.Equal(new WorkloadRef("east", "bookinfo", "reviews-v2"), known.Workload);
        SpanOwner unknown = OwnerOf(SpanKind.Server, string.Empty, attributes);
        Assert.Equal(("waypoint.bookinfo", "reviews", "v2"), (unknown.Workload?.ToString(), unknown.App, unknown.Version));
        Assert.Equal(WorkloadEvidence.NodeId, unknown.Evidence);
    }

    [Fact]
    public void A_proxys_own_node_id_wins_over_all_that_others_say_of_it()
    {
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Create([new("reviews.bookinfo", "other", "mapped")]), Bookinfo);
        SpanOwner owner = OwnerOf(
            SpanKind.Server,
            "reviews.bookinfo",
            [("node_id", SidecarNode), ("istio.canonical_service", "reviews"), ("istio.canonical_revision", "v3"), ("istio.cluster_id", "west")],
            [("k8s.namespace.name", "n"), ("k8s.deployment.name", "d"), ("hostname", "h-1"), ("k8s.cluster.name", "south")],
            mapping);
        Assert.Equal(new WorkloadRef("west", "bookinfo", "reviews-v3"), owner.Workload);
        Assert.Equal((WorkloadEvidence.NodeId, "reviews", "v3"), (owner.Evidence, owner.App, owner.Version));
    }

    [Fact]
    public void The_service_map_wins_over_what_an_application_says_of_itself()
    {
        (string, string)[] process = [("k8s.namespace.name", "n"), ("k8s.deployment.name", "d"), ("k8s.cluster.name", "south")];
        SpanOwner mapped = OwnerOf(SpanKind.Server, "Checkout Service", [], process, WorkloadMapping.Create(ServiceMap.Create([new("Checkout Service", "shop", "checkout", "till")]), []));
        Assert.Equal(new WorkloadRef("south", "shop", "checkout"), mapped.Workload);
        Assert.Equal((WorkloadEvidence.ServiceMap, "till", "shop"), (mapped.Evidence, mapped.App, mapped.Namespace));
        SpanOwner other = OwnerOf(SpanKind.Server, "Checkout", [], process, WorkloadMapping.Create(ServiceMap.Create([new("Checkout Service", "shop", "checkout")]), []));
        Assert.Equal("d.n", other.Workload?.ToString());
        SpanOwner inCluster = OwnerOf(SpanKind.Server, "c", [], process, WorkloadMapping.Create(ServiceMap.Create([new("c", "shop", "checkout", Cluster: "north")]), []));
        Assert.Equal("north", inCluster.Workload?.Cluster);
    }

    [Fact]
    public void A_service_that_is_mapped_to_an_app_is_of_the_apps_only_workload()
    {
        ServiceMap map = ServiceMap.Create([new("Page", "bookinfo", App: "productpage"), new("Reviews", "bookinfo", App: "reviews")]);
        WorkloadMapping mapping = WorkloadMapping.Create(map, Bookinfo);
        Assert.Equal("productpage-v1.bookinfo", OwnerOf(SpanKind.Server, "Page", [], [], mapping).Workload?.ToString());
        SpanOwner several = OwnerOf(SpanKind.Server, "Reviews", [], [], mapping);
        Assert.Equal((null, "reviews", "bookinfo"), (several.Workload, several.App, several.Namespace));
        Assert.Equal("reviews-v2.bookinfo", OwnerOf(SpanKind.Server, "Reviews", [], [("service.version", "v2")], mapping).Workload?.ToString());
    }

    [Theory]
    [InlineData("k8s.deployment.name", "cart", "cart")]
    [InlineData("k8s.statefulset.name", "db", "db")]
    [InlineData("k8s.daemonset.name", "agent", "agent")]
    [InlineData("k8s.cronjob.name", "report", "report")]
    [InlineData("k8s.job.name", "report-28391040", "report")]
    [InlineData("k8s.job.name", "migrate", "migrate")]
    [InlineData("k8s.replicaset.name", "cart-76d5c9f8b4", "cart")]
    public void The_owner_that_a_resource_names_is_its_workload_as_metrics_name_it(string key, string value, string workload)
    {
        SpanOwner owner = OwnerOf(SpanKind.Server, "s", [], [("k8s.namespace.name", "shop"), ("k8s.pod.name", "other-0"), (key, value)]);
        Assert.Equal($"{workload}.shop", owner.Workload?.ToString());
        Assert.Equal((WorkloadEvidence.ResourceOwner, "other-0"), (owner.Evidence, owner.Pod));
    }

    [Fact]
    public void The_nearest_owner_that_a_resource_names_is_taken()
    {
        (string, string)[] all =
        [
            ("k8s.namespace.name", "n"), ("k8s.replicaset.name", "r"), ("k8s.job.name", "j"), ("k8s.cronjob.name", "c"), ("k8s.daemonset.name", "da"),
            ("k8s.statefulset.name", "s"), ("k8s.deployment.name", "de"),
        ];
        string[] taken = ["de", "s", "da", "c", "j", "r"];
        for (int left = all.Length; left > 1; left--)
        {
            Assert.Equal(taken[all.Length - left], OwnerOf(SpanKind.Server, "x", [], all[..left]).Workload?.Name);
        }
    }

    [Fact]
    public void A_job_or_replica_set_that_the_catalogue_has_by_its_whole_name_keeps_it()
    {
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, [Workload("migrate-20240101", "shop")]);
        (string, string)[] process = [("k8s.namespace.name", "shop"), ("k8s.job.name", "migrate-20240101")];
        Assert.Equal("migrate-20240101", OwnerOf(SpanKind.Server, "x", [], process, mapping).Workload?.Name);
        Assert.Equal("migrate", OwnerOf(SpanKind.Server, "x", [], process).Workload?.Name);
    }

    [Fact]
    public void A_pod_is_its_owners_by_equality_where_the_catalogue_has_it()
    {
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, Bookinfo);
        SpanOwner bare = OwnerOf(SpanKind.Server, "x", [], [("k8s.namespace.name", "data"), ("k8s.pod.name", "toolbox")], mapping);
        Assert.Equal((new WorkloadRef("east", "data", "toolbox"), WorkloadEvidence.ResourcePod), (bare.Workload!, bare.Evidence));
        SpanOwner anywhere = OwnerOf(SpanKind.Server, "x", [], [("k8s.pod.name", "productpage-v1-6f89b6c557-sg2bc")], mapping);
        Assert.Equal(new WorkloadRef("east", "bookinfo", "productpage-v1"), anywhere.Workload);
        Assert.Null(OwnerOf(SpanKind.Server, "x", [], [("k8s.pod.name", "productpage-v1-6f89b6c557-sg2bc")]).Workload);
    }

    [Fact]
    public void A_pod_that_the_catalogue_lacks_is_of_the_workload_that_it_has_by_one_of_the_names_within()
    {
        ImmutableArray<Workload> catalog = [Workload("web-bcdfgh", "shop"), Workload("toolbox-a", "shop"), Workload("gone", "shop")];
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, catalog);
        Assert.Equal("web-bcdfgh", OfPod("web-bcdfgh-x1z2y"));
        Assert.Equal("toolbox-a", OfPod("toolbox-a"));
        Assert.Equal("cart", OfPod("cart-76d5c9f8b4-abcde"));
        Assert.Equal("web", OwnerOf(SpanKind.Server, "x", [], [("k8s.namespace.name", "other"), ("k8s.pod.name", "web-bcdfgh-x1z2y")], mapping).Workload?.Name);

        string? OfPod(string pod) => OwnerOf(SpanKind.Server, "x", [], [("k8s.namespace.name", "shop"), ("k8s.pod.name", pod)], mapping).Workload?.Name;
    }

    [Fact]
    public void A_canonical_service_and_revision_are_of_the_workload_that_has_these_labels()
    {
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, Bookinfo);
        SpanOwner owner = OwnerOf(
            SpanKind.Server, "reviews", [("istio.canonical_service", "reviews"), ("istio.canonical_revision", "v2"), ("istio.namespace", "bookinfo")], [], mapping);
        Assert.Equal((new WorkloadRef("east", "bookinfo", "reviews-v2"), WorkloadEvidence.CanonicalService), (owner.Workload!, owner.Evidence));
        SpanOwner gone = OwnerOf(
            SpanKind.Server, string.Empty, [("istio.canonical_service", "reviews"), ("istio.canonical_revision", "v9"), ("istio.namespace", "bookinfo")], [], mapping);
        Assert.Equal((null, "reviews", "v9", "bookinfo"), (gone.Workload, gone.App, gone.Version, gone.Namespace));
        SpanOwner unversioned = OwnerOf(
            SpanKind.Server, "x", [("istio.canonical_service", "db"), ("istio.canonical_revision", "latest"), ("istio.namespace", "data")], [], mapping);
        Assert.Equal("db.data", unversioned.Workload?.ToString());
    }

    [Fact]
    public void A_host_name_is_a_pods_with_the_namespace_of_the_service_name()
    {
        SpanOwner owner = OwnerOf(SpanKind.Server, "cart.shop", [], [("hostname", "cart-76d5c9f8b4-abcde")]);
        Assert.Equal(("cart.shop", WorkloadEvidence.Hostname, "cart-76d5c9f8b4-abcde"), (owner.Workload?.ToString(), owner.Evidence, owner.Pod));
        Assert.Equal("cart.shop", OwnerOf(SpanKind.Server, "c", [("istio.namespace", "shop")], [("host.name", "cart-0")]).Workload?.ToString());
        Assert.Equal("cart.shop", OwnerOf(SpanKind.Server, "c.shop.svc.cluster.local", [], [("host.name", "cart-0")]).Workload?.ToString());
        Assert.Null(OwnerOf(SpanKind.Server, "com.example.shop", [], [("hostname", "cart-0")]).Workload);
        Assert.Null(OwnerOf(SpanKind.Server, "cart.shop", [], [("hostname", "f3a2b1c0d9e8")]).Workload);
    }

    [Fact]
    public void A_host_name_that_is_no_pod_of_the_catalogue_gives_way_to_the_service_name()
    {
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, Bookinfo);
        SpanOwner node = OwnerOf(SpanKind.Server, "productpage.bookinfo", [], [("host.name", "ip-10-0-0-1")], mapping);
        Assert.Equal(("productpage-v1.bookinfo", WorkloadEvidence.ServiceName), (node.Workload?.ToString(), node.Evidence));
        SpanOwner several = OwnerOf(SpanKind.Server, "reviews.bookinfo", [], [("host.name", "reviews-v7-6f76498fc8-58wpn")], mapping);
        Assert.Equal(("reviews-v7.bookinfo", WorkloadEvidence.Hostname), (several.Workload?.ToString(), several.Evidence));
        SpanOwner pod = OwnerOf(SpanKind.Server, "anything", [], [("host.name", "toolbox")], mapping);
        Assert.Equal(new WorkloadRef("east", "data", "toolbox"), pod.Workload);
    }

    [Theory]
    [InlineData("productpage.bookinfo", "productpage-v1.bookinfo")]
    [InlineData("productpage.bookinfo.svc.cluster.local", "productpage-v1.bookinfo")]
    [InlineData("productpage", "productpage-v1.bookinfo")]
    [InlineData("toolbox", "toolbox.data")]
    [InlineData("reviews", null)]
    [InlineData("reviews.bookinfo", null)]
    [InlineData("productpage.data", null)]
    [InlineData("productpage.staging", null)]
    [InlineData("product", null)]
    [InlineData("productpage-v1-canary", null)]
    public void A_service_name_is_of_the_only_workload_of_that_app_or_name(string service, string? workload)
    {
        SpanOwner owner = OwnerOf(SpanKind.Server, service, [], [], WorkloadMapping.Create(ServiceMap.Empty, Bookinfo));
        Assert.Equal(workload, owner.Workload?.ToString());
        Assert.Equal(workload is null ? WorkloadEvidence.None : WorkloadEvidence.ServiceName, owner.Evidence);
        Assert.Null(OwnerOf(SpanKind.Server, service, [], []).Workload);
    }

    [Fact]
    public void The_version_settles_which_of_several_workloads_an_application_is()
    {
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, Bookinfo);
        Assert.Equal("reviews-v1.bookinfo", OwnerOf(SpanKind.Server, "reviews", [], [("service.version", "v1"), ("service.namespace", "bookinfo")], mapping).Workload?.ToString());
        Assert.Equal("productpage-v1.bookinfo", OwnerOf(SpanKind.Server, "productpage", [], [("service.version", "1.4.2"), ("service.namespace", "a group")], mapping).Workload?.ToString());
    }

    [Fact]
    public void A_cluster_that_a_span_does_not_say_is_the_only_one_that_the_catalogue_has_the_workload_in()
    {
        ImmutableArray<Workload> both = [Workload("a", "n", cluster: "east"), Workload("b", "n", cluster: "east"), Workload("b", "n", cluster: "west")];
        WorkloadMapping mapping = WorkloadMapping.Create(ServiceMap.Empty, both);
        Assert.Equal("east", ClusterOf("a"));
        Assert.Null(ClusterOf("b"));
        Assert.Equal("west", OwnerOf(SpanKind.Server, "x", [], [("k8s.namespace.name", "n"), ("k8s.deployment.name", "a"), ("k8s.cluster.name", "west")], mapping).Workload?.Cluster);

        string? ClusterOf(string name)
            => OwnerOf(SpanKind.Server, "x", [], [("k8s.namespace.name", "n"), ("k8s.deployment.name", name)], mapping).Workload?.Cluster;
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("plain", null)]
    [InlineData("svc.default", "default")]
    [InlineData("svc.default.svc.cluster.local", "default")]
    [InlineData(".x", null)]
    [InlineData("x.", null)]
    public void A_span_without_a_workload_still_says_its_namespace(string service, string? expected)
    {
        SpanOwner owner = OwnerOf(SpanKind.Server, service, [], []);
        Assert.Equal((null, WorkloadEvidence.None, expected), (owner.Workload, owner.Evidence, owner.Namespace));
    }

    private static SpanOwner OwnerOf(
        SpanKind kind, string service, (string Key, string Value)[] attributes, (string Key, string Value)[]? process = null, WorkloadMapping? mapping = null)
    {
        Span span = SpanDraft.ToSpans(new SpanDraft(1)
        {
            Kind = kind,
            Service = service,
            Attributes = [.. attributes.Select(item => (item.Key, AttributeValue.Of(item.Value)))],
            Process = process ?? [],
        }).Single();
        return SpanWorkloads.OwnerOf(Trace.Create([span]).With(mapping ?? WorkloadMapping.Default).Spans[0]);
    }
}
