namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerHttpV3OldSourceTests : JaegerSourceContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.HttpV3Old;
}
