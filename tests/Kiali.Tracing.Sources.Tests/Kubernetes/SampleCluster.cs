using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

/// <summary>The cluster of the recorded incident, for the contract tests.</summary>
internal static class SampleCluster
{
    private static readonly Lazy<Task<KubernetesStandIn>> Sample = new(ClusterObjects.OfSampleAsync);

    public static async Task<OpenedSource> OpenAsync()
    {
        KubernetesBench bench = await KubernetesBench.StartAsync(await Sample.Value);
        OpenedSource source = bench.Open();
        return source with { Owned = new Both(source.Owned!, bench) };
    }

    private sealed class Both(IAsyncDisposable first, IAsyncDisposable second) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }
    }
}
