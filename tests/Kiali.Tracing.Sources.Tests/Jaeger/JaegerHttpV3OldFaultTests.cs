namespace Kiali.Tracing.Sources.Tests.Jaeger;

public sealed class JaegerHttpV3OldFaultTests : JaegerFaultContract
{
    private protected override JaegerDialect Dialect => JaegerDialect.HttpV3Old;
}
