namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerGrpcV2FaultTests : JaegerFaultContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.GrpcV2;
}
