using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Prometheus;

public class PrometheusCatalogContractTests : CatalogSourceContract
{
    protected override Task<OpenedSource> OpenAsync() => SamplePrometheus.OpenAsync();
}
