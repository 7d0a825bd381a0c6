namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerGrpcV2SourceTests : JaegerSourceContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.GrpcV2;
}
