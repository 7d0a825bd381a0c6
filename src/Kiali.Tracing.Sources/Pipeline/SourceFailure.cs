using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>Says of each way in which a back end can fail what failed, and what to do next.</summary>
internal static class SourceFailure
{
    private const string Tenant = "the server has tenants and was told none; name yours with --header X-Scope-OrgID=TENANT";

    // The error codes of HTTP/2 (RFC 9113, section 7) that say that this stream ended, not that the protocol is another.
    private const long GracefulEnd = 0;
    private const long InternalError = 2;
    private const long RefusedStream = 7;
    private const long Cancelled = 8;

    private const string Credentials = "name a token with --token-env or --token-file, or what else the server wants (see help connect)";

    /// <summary>The failure that an exception stands for.</summary>
    /// <param name="uri">The source.</param>
    /// <param name="operation">What was wanted.</param>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The failure; null for an exception that is no failure of a source.</returns>
    public static SourceException? Of(string uri, string operation, Exception exception) => exception switch
    {
        SourceException known => known,
        RpcException { InnerException: SourceException known } => known,
        RpcException rpc => OfRpc(uri, operation, rpc),
        HttpRequestException http => OfTransport(uri, operation, http),
        JsonException or InvalidProtocolBufferException or InvalidDataException or FormatException => new SourceException(
            uri, operation, $"{uri}: {operation}: the answer cannot be read ({OneLine(exception.Message)}); check that the address is of the right kind of server.", innerException: exception),
        AuthenticationException => Tls(uri, operation, exception),
        IOException or SocketException => new SourceException(
            uri, operation, $"{uri}: {operation}: the connection broke ({OneLine(exception.Message)}); try again.", isTransient: true, exception),
        _ => null,
    };

    /// <summary>The failure that a status stands for.</summary>
    /// <param name="uri">The source.</param>
    /// <param name="operation">What was wanted.</param>
    /// <param name="status">The status.</param>
    /// <param name="said">What the server said of it, one line; empty for nothing.</param>
    /// <returns>The failure.</returns>
    public static SourceException OfStatus(string uri, string operation, HttpStatusCode status, string said)
    {
        int code = (int)status;
        string detail = said.Length == 0 ? string.Empty : $" (\"{said}\")";
        string next = code switch
        {
            400 or 401 when WantsTenant(said) => Tenant,
            401 => $"the server wants credentials: {Credentials}",
            403 => "these credentials may not do that; ask for the right, or use others",
            404 => "there is no such thing at this address; check the path that the server is served under",
            407 => "the proxy wants credentials; set HTTPS_PROXY, or NO_PROXY for this host",
            408 or 504 => "the server ran out of time; ask for less, for instance a shorter window",
            413 or 414 => "the question is too long for the server; ask for less",
            429 => "the server wants to be asked less often; wait, or ask for less",
            >= 300 and < 400 => "the server redirects elsewhere; use that address",
            >= 400 and < 500 => "the server refused the question",
            502 or 503 => "the server is not ready, or overloaded; try again",
            _ => "the server failed; see its log",
        };
        return new SourceException(
            uri,
            operation,
            string.Create(CultureInfo.InvariantCulture, $"{uri}: {operation}: status {code}{detail}; {next}."),
            isTransient: code is 408 or 429 or 502 or 503 or 504);
    }

    /// <summary>The failure that a web page in place of an answer is.</summary>
    /// <param name="uri">The source.</param>
    /// <param name="operation">What was wanted.</param>
    /// <returns>The failure.</returns>
    public static SourceException OfWebPage(string uri, string operation) => new(
        uri, operation, $"{uri}: {operation}: the answer is a web page: a login page, or the path is not the server's; check the path, or give credentials.");

    /// <summary>The failure of a question that took too long.</summary>
    /// <param name="uri">The source.</param>
    /// <param name="operation">What was wanted.</param>
    /// <param name="deadline">How long it might have taken.</param>
    /// <returns>The failure.</returns>
    public static SourceException OfDeadline(string uri, string operation, TimeSpan deadline) => new(
        uri,
        operation,
        string.Create(CultureInfo.InvariantCulture, $"{uri}: {operation}: no whole answer within {deadline.TotalSeconds:0.###} s; ask for less, or allow more with --timeout."),
        isTransient: true);

    /// <summary>One line of at most 200 characters.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Its visible characters.</returns>
    public static string OneLine(string text)
    {
        string line = string.Join(' ', text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(symbol => !char.IsControl(symbol))).TrimEnd('.');
        return line.Length <= 200 ? line : line[..200] + "…";
    }

    private static SourceException OfTransport(string uri, string operation, HttpRequestException http)
    {
        if (http.InnerException is SourceException known)
        {
            return known;
        }

        if (http.InnerException is AuthenticationException || http.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return Tls(uri, operation, http);
        }

        (string failed, string next, bool transient) = http.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ("no such host", "check the name, and that this network knows it", false),
            HttpRequestError.ConnectionError => ("no connection", "check that the server runs and is reachable from here, for instance through kubectl port-forward", true),
            HttpRequestError.ResponseEnded => ("the answer broke off", "try again", true),
            HttpRequestError.HttpProtocolError when http.InnerException is HttpProtocolException { ErrorCode: GracefulEnd or InternalError or RefusedStream or Cancelled }
                => ("the answer broke off", "try again", true),
            HttpRequestError.ProxyTunnelError => ("the proxy let nothing through", "set HTTPS_PROXY, or NO_PROXY for this host", false),
            HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError or HttpRequestError.InvalidResponse
                => ("the server speaks another protocol", "check port and scheme: gRPC and HTTP, with TLS and without, have ports of their own", false),
            _ => ("the connection failed", "try again", true),
        };
        return new SourceException(uri, operation, $"{uri}: {operation}: {failed} ({Cause(http)}); {next}.", transient, http);
    }

    private static SourceException Tls(string uri, string operation, Exception exception) => new(
        uri,
        operation,
        $"{uri}: {operation}: no trusted TLS connection ({Cause(exception)}); name the authority with --certificate-authority FILE (of a cluster, in its kubeconfig), check the host's name, or whether the port speaks TLS.",
        innerException: exception);

    private static SourceException OfRpc(string uri, string operation, RpcException rpc)
    {
        if (rpc.Status.DebugException is { } cause && Of(uri, operation, cause) is { } transport)
        {
            return transport;
        }

        string detail = OneLine(rpc.Status.Detail) is { Length: > 0 } said ? $" (\"{said}\")" : string.Empty;
        (string next, bool transient) = rpc.StatusCode switch
        {
            _ when WantsTenant(detail) => (Tenant, false),
            StatusCode.Unavailable => ("the server is not ready; try again", true),
            StatusCode.DeadlineExceeded => ("no whole answer in time; ask for less, or allow more with --timeout", true),
            StatusCode.Unauthenticated => ($"the server wants credentials: {Credentials}", false),
            StatusCode.PermissionDenied => ("these credentials may not do that; ask for the right, or use others", false),
            StatusCode.Unimplemented => ("the server does not know this question; check the port", false),
            StatusCode.ResourceExhausted => ("the answer is too large, or the server wants to be asked less often; ask for less", false),
            StatusCode.InvalidArgument => ("the server refused the question", false),
            StatusCode.NotFound => ("there is no such thing", false),
            _ => ("the server failed; see its log", false),
        };
        return new SourceException(uri, operation, $"{uri}: {operation}: {rpc.StatusCode}{detail}; {next}.", transient, rpc);
    }

    // Grafana's servers of several tenants say it in these words, over HTTP and over gRPC.
    internal static bool WantsTenant(string said) => said.Contains("no org id", StringComparison.OrdinalIgnoreCase);

    private static string Cause(Exception exception)
    {
        Exception cause = exception;
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return OneLine(cause.Message);
    }
}
