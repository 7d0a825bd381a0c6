namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>A server does not have the API that it was asked by; another may do.</summary>
/// <param name="failure">What is told to the user when there is no other.</param>
internal sealed class MissingApiException(SourceException failure) : Exception(failure.Message, failure)
{
    /// <summary>What is told to the user when there is no other API.</summary>
    public SourceException Failure { get; } = failure;
}
