namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerGrpcV3FaultTests : JaegerFaultContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.GrpcV3;
}
