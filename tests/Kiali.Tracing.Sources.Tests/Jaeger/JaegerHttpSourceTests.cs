namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerHttpSourceTests : JaegerSourceContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.Http;
}
