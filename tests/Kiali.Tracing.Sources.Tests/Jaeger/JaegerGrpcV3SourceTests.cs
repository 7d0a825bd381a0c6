namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerGrpcV3SourceTests : JaegerSourceContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.GrpcV3;
}
