namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>What a stand-in server speaks.</summary>
public enum StandInWire
{
    /// <summary>HTTP/1.1.</summary>
    Http,

    /// <summary>HTTP/1.1 over TLS, with a certificate that no system trusts.</summary>
    Https,

    /// <summary>HTTP/2 without TLS, as gRPC servers do.</summary>
    Grpc,

    /// <summary>HTTP/2 over TLS.</summary>
    Grpcs,
}
