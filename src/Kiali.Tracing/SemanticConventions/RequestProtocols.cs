namespace Kiali.Tracing.SemanticConventions;

/// <summary>The protocols of traffic, as in <see cref="IstioLabels.RequestProtocol"/>.</summary>
public static class RequestProtocols
{
    /// <summary>HTTP requests.</summary>
    public const string Http = "http";

    /// <summary>gRPC requests.</summary>
    public const string Grpc = "grpc";

    /// <summary>Bytes over connections.</summary>
    public const string Tcp = "tcp";
}
