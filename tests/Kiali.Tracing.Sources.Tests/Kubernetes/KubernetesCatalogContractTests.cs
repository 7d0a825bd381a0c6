using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public class KubernetesCatalogContractTests : CatalogSourceContract
{
    protected override Task<OpenedSource> OpenAsync() => SampleCluster.OpenAsync();

    [Fact]
    public async Task The_workloads_of_the_recorded_incident_are_those_that_its_snapshot_has()
    {
        await using OpenedSource sample = await SourceRegistry.OpenAsync(SampleIncident.Uri, new SourceOpenOptions(), CancellationToken.None);
        await using OpenedSource cluster = await OpenAsync();
        ImmutableArray<Workload> expected = (await sample.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value;
        Answer<ImmutableArray<Workload>> answer = await cluster.Catalog!.GetWorkloadsAsync(CancellationToken.None);
        Assert.True(answer.Complete);
        Assert.Equal(expected.Select(Describe), answer.Value.Select(Describe));
    }

    private static string Describe(Workload workload) => string.Join(
        ' ',
        [
            workload.Ref.Cluster!, workload.Ref.ToString(), workload.Kind, workload.App, workload.Version,
            .. workload.Labels.Select(label => label.ToString()),
            .. workload.Pods.Select(pod => $"{pod.Name}@{pod.Node} {pod.StartUnixNano} {string.Join(',', pod.Containers)}"),
        ]);
}
