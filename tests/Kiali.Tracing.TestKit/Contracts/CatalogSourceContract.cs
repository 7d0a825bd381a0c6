using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>What every source of a catalogue promises; a source's tests inherit it. The source must hold at least one workload with a pod.</summary>
public abstract class CatalogSourceContract
{
    /// <summary>Opens the source.</summary>
    protected abstract Task<OpenedSource> OpenAsync();

    [Fact]
    public async Task Workloads_are_distinct_and_in_order_of_their_names()
    {
        await using OpenedSource source = await OpenAsync();
        ImmutableArray<Workload> workloads = (await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value;
        Assert.NotEmpty(workloads);
        Assert.Equal(workloads.Select(workload => workload.Ref).Distinct().Order(), workloads.Select(workload => workload.Ref));
    }

    [Fact]
    public async Task A_pod_belongs_to_one_workload_and_has_containers_with_names()
    {
        await using OpenedSource source = await OpenAsync();
        ImmutableArray<Workload> workloads = (await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value;
        ImmutableArray<string> pods = [.. workloads.SelectMany(workload => workload.Pods.Select(pod => workload.Ref.Namespace + "/" + pod.Name))];
        Assert.NotEmpty(pods);
        Assert.Equal(pods.Distinct(), pods);
        Assert.All(workloads.SelectMany(workload => workload.Pods), pod => Assert.All(pod.Containers, container => Assert.NotEmpty(container.Name)));
    }

    [Fact]
    public async Task Namespaces_narrow_the_workloads_to_those_in_them()
    {
        await using OpenedSource source = await OpenAsync();
        ImmutableArray<Workload> all = (await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value;
        string some = all[^1].Ref.Namespace;
        Assert.Equal(
            all.Where(workload => workload.Ref.Namespace == some).Select(workload => workload.Ref.ToString()),
            (await source.Catalog.GetWorkloadsAsync(new CatalogQuery { Namespaces = [some] }, CancellationToken.None)).Value.Select(workload => workload.Ref.ToString()));
        Assert.Empty((await source.Catalog.GetWorkloadsAsync(new CatalogQuery { Namespaces = ["no-such-namespace"] }, CancellationToken.None)).Value);
    }
}
