using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>What a response code of metrics says.</summary>
internal static class ResponseCodes
{
    /// <summary>No response at all, whatever the protocol.</summary>
    public const string None = "-";

    private const string NoResponseLabel = "0";

    /// <summary>The code of a request: the gRPC status where the transport was well, else HTTP's.</summary>
    public static string Of(string protocol, string responseCode, string grpcStatus)
    {
        if (responseCode is NoResponseLabel or "")
        {
            return None;
        }

        return protocol == RequestProtocols.Grpc && grpcStatus.Length > 0 && responseCode[0] is not ('4' or '5') ? grpcStatus : responseCode;
    }

    /// <summary>Whether the server failed, or did not answer: the classes of <see cref="SpanErrors"/>.</summary>
    public static bool IsError(string protocol, string code)
        => code == None || IsHttp(code, '5') || (IsGrpc(protocol, code) && code is "2" or "4" or "12" or "13" or "14" or "15");

    /// <summary>Whether the client was at fault.</summary>
    public static bool IsClientError(string protocol, string code)
        => IsHttp(code, '4') || (IsGrpc(protocol, code) && code != NoResponseLabel && !IsError(protocol, code));

    /// <summary>Whether it is a gRPC failure of any kind.</summary>
    public static bool IsGrpcFailure(string protocol, string code) => IsGrpc(protocol, code) && code != NoResponseLabel;

    public static bool IsHttp(string code, char hundreds) => code.Length == 3 && code[0] == hundreds;

    private static bool IsGrpc(string protocol, string code) => protocol == RequestProtocols.Grpc && code.Length is 1 or 2 && code != None;
}
