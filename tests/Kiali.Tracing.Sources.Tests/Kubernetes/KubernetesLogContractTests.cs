using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public class KubernetesLogContractTests : LogSourceContract
{
    protected override Task<OpenedSource> OpenAsync() => SampleCluster.OpenAsync();
}
