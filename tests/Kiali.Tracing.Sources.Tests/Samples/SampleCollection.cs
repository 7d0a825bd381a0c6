using Xunit;

namespace Kiali.Tracing.Sources.Tests.Samples;

/// <summary>Tests that share one simulation and one reading of the sample.</summary>
[CollectionDefinition(Name)]
public sealed class SampleCollection : ICollectionFixture<SampleFixture>
{
    public const string Name = "sample";
}
