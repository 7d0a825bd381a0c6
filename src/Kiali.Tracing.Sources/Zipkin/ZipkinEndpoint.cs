namespace Kiali.Tracing.Sources.Zipkin;

/// <summary>One end of a call: who and where.</summary>
/// <param name="ServiceName">The service's name; empty when not told.</param>
/// <param name="Address">Its address; empty when not told.</param>
/// <param name="Port">Its port; 0 when not told.</param>
internal readonly record struct ZipkinEndpoint(string ServiceName, string Address, long Port)
{
    /// <summary>The endpoint about which nothing is known.</summary>
    public static ZipkinEndpoint Unknown { get; } = new(string.Empty, string.Empty, 0);
}
