using Kiali.Tracing.Catalog;
using Kiali.Tracing.Mapping;
using Xunit;
using static Kiali.Tracing.Tests.Mapping.CatalogDraft;

namespace Kiali.Tracing.Tests.Mapping;

public class ServiceSearchNamesTests
{
    private static readonly WorkloadRef Reviews = new("east", "bookinfo", "reviews-v3");

    [Fact]
    public void Without_any_knowledge_the_workloads_own_name_is_tried_in_every_form()
        => Assert.Equal(
            ["reviews-v3.bookinfo", "reviews-v3", "reviews-v3.bookinfo.svc.cluster.local"],
            ServiceSearchNames.Of(Reviews, null, ServiceMap.Empty).AsEnumerable());

    [Fact]
    public void The_app_with_the_namespace_comes_first_as_Istio_names_services()
        => Assert.Equal(
            ["reviews.bookinfo", "reviews-v3.bookinfo", "reviews", "reviews-v3", "reviews.bookinfo.svc.cluster.local"],
            ServiceSearchNames.Of(Reviews, Workload("reviews-v3", "bookinfo", "reviews", "v3"), ServiceMap.Empty).AsEnumerable());

    [Fact]
    public void What_a_person_mapped_comes_before_everything_else()
    {
        ServiceMap map = ServiceMap.Create(
        [
            new("by app", "bookinfo", App: "reviews"),
            new("elsewhere", "staging", "reviews-v3"),
            new("another", "bookinfo", "reviews-v1"),
            new("by name", "bookinfo", "reviews-v3"),
            new("other cluster", "bookinfo", "reviews-v3", Cluster: "west"),
            new("other app", "bookinfo", App: "ratings"),
        ]);
        Assert.Equal(
            ["by name", "by app", "reviews.bookinfo"],
            ServiceSearchNames.Of(Reviews, Workload("reviews-v3", "bookinfo", "reviews", "v3"), map).Take(3));
    }

    [Fact]
    public void The_map_tells_the_app_of_a_workload_that_no_catalogue_knows()
        => Assert.Equal(
            ["Reviews Service", "reviews.bookinfo", "reviews-v3.bookinfo"],
            ServiceSearchNames.Of(Reviews, null, ServiceMap.Create([new("Reviews Service", "bookinfo", "reviews-v3", "reviews")])).Take(3));

    [Fact]
    public void A_canonical_name_that_differs_from_the_app_is_tried_after_it()
    {
        Workload labelled = Workload("reviews-v3", "bookinfo", "reviews") with { };
        labelled = labelled with { Labels = labelled.Labels.Add("service.istio.io/canonical-name", "book-reviews") };
        Assert.Equal(
            ["reviews.bookinfo", "book-reviews.bookinfo", "reviews-v3.bookinfo", "reviews", "book-reviews", "reviews-v3", "reviews.bookinfo.svc.cluster.local"],
            ServiceSearchNames.Of(Reviews, labelled, ServiceMap.Empty).AsEnumerable());
    }

    [Fact]
    public void A_workload_without_an_app_label_may_be_filed_under_what_Istio_calls_all_of_these()
    {
        Workload unlabelled = Workload("reviews-v3", "bookinfo", "", "v3");
        Assert.Equal("istio-proxy.bookinfo", ServiceSearchNames.Of(Reviews, unlabelled, ServiceMap.Empty)[^1]);
        Assert.DoesNotContain("istio-proxy.bookinfo", ServiceSearchNames.Of(Reviews, Workload("reviews-v3", "bookinfo"), ServiceMap.Empty).AsEnumerable());
    }

    [Fact]
    public void A_gateway_is_found_by_its_own_name()
        => Assert.Equal(
            "istio-ingressgateway.istio-system",
            ServiceSearchNames.Of(
                new WorkloadRef(null, "istio-system", "istio-ingressgateway"),
                Workload("istio-ingressgateway", "istio-system", "istio-ingressgateway"),
                ServiceMap.Empty)[0]);
}
