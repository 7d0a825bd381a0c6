namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerHttpFaultTests : JaegerFaultContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.Http;
}
