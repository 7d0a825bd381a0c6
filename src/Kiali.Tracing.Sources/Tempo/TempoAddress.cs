using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Where a Tempo is asked.</summary>
/// <remarks>
/// Over gRPC Tempo searches, but gives no traces by their ids: those are got over HTTP. Where HTTP's port lets gRPC through (<c>stream_over_http_enabled</c>), one port
/// does both, over HTTP/2. Tempo's standard port of gRPC, 9095, speaks nothing else: HTTP is then asked at Tempo's standard port of HTTP, 3200.
/// </remarks>
/// <param name="Http">The address of HTTP.</param>
/// <param name="Grpc">The address of gRPC; null when searches go over HTTP, too.</param>
internal sealed record TempoAddress(Uri Http, Uri? Grpc)
{
    private const int GrpcPort = 9095;
    private const int HttpPort = 3200;
    private const int TlsPort = 443;

    /// <summary>Whether gRPC and HTTP share a port.</summary>
    public bool IsShared => Http == Grpc;

    /// <summary>The addresses of a source's URI.</summary>
    /// <param name="uri">A URI such as <c>tempo+grpc://tempo:9095</c>.</param>
    /// <returns>The addresses.</returns>
    /// <exception cref="ArgumentException">The URI names no host, or has a query.</exception>
    public static TempoAddress Of(string uri)
    {
        string wire = uri[(uri.IndexOf('+', StringComparison.Ordinal) + 1)..uri.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();
        if (!wire.StartsWith("grpc", StringComparison.Ordinal))
        {
            return new TempoAddress(SourceAddress.Of(uri), null);
        }

        Uri grpc = SourceAddress.Of(uri, wire == "grpcs" ? TlsPort : GrpcPort);
        return new TempoAddress(grpc.Port == GrpcPort ? new UriBuilder(grpc) { Port = HttpPort }.Uri : grpc, grpc);
    }
}
