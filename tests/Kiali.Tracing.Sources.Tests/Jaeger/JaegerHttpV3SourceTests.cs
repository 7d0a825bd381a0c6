namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerHttpV3SourceTests : JaegerSourceContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.HttpV3;
}
