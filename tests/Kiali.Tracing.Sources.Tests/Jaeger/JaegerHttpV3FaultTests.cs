namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerHttpV3FaultTests : JaegerFaultContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.HttpV3;
}
