using Kiali.Tracing.Mapping;
using Xunit;

namespace Kiali.Tracing.Tests.Mapping;

public class ServiceMapTests
{
    [Fact]
    public void A_service_is_found_by_its_whole_name_only()
    {
        ServiceMap map = ServiceMap.Create([new("checkout", "shop", "checkout-v1")]);
        Assert.Equal("checkout-v1", map.Find("checkout")?.Workload);
        Assert.Null(map.Find("Checkout"));
        Assert.Null(map.Find("checkout-v1"));
        Assert.Same(ServiceMap.Empty, ServiceMap.Create([]));
    }

    [Fact]
    public void An_entry_that_says_too_little_or_is_there_twice_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ServiceMap.Create([new("", "shop", "w")]));
        Assert.Throws<ArgumentException>(() => ServiceMap.Create([new("s", "", "w")]));
        Assert.Throws<ArgumentException>(() => ServiceMap.Create([new("s", "shop")]));
        Assert.Throws<ArgumentException>(() => ServiceMap.Create([new("s", "shop", "w"), new("s", "shop", "x")]));
    }
}
