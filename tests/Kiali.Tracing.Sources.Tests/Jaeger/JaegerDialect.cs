namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>What a stand-in for Jaeger speaks.</summary>
internal enum JaegerDialect
{
    /// <summary>gRPC, api_v2 only.</summary>
    GrpcV2,

    /// <summary>gRPC, api_v3 only, so that a fall back to api_v2 would be seen.</summary>
    GrpcV3,

    /// <summary>HTTP, the API of Jaeger's page.</summary>
    Http,

    /// <summary>HTTP, api_v3 of 1.x: base64, names of enumerations, snake_case.</summary>
    HttpV3Old,

    /// <summary>HTTP, api_v3 of 2.x: hexadecimal digits, numbers, camelCase.</summary>
    HttpV3,
}
