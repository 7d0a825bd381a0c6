using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Answers as a Jaeger of some version does, and refuses what that one refuses.</summary>
internal sealed class JaegerStandIn(JaegerDialect dialect, IReadOnlyList<ModelSpan> spans, string basePath = "")
{
    /// <summary>What a page of Jaeger's user interface holds, which answers every path that is not the API's.</summary>
    public const string Page = "<!doctype html><html><script>const JAEGER_VERSION = {\"gitCommit\":\"c0ffee\",\"gitVersion\":\"v1.41.0\",\"buildDate\":\"2023\"};</script></html>";

    private readonly JaegerGrpcStandIn _grpc = new(dialect, new JaegerStore(spans));
    private readonly JaegerHttpStandIn _http = new(dialect, new JaegerStore(spans));

    public static StandInWire WireOf(JaegerDialect dialect)
        => dialect is JaegerDialect.GrpcV2 or JaegerDialect.GrpcV3 ? StandInWire.Grpc : StandInWire.Http;

    /// <summary>The URI of a stand-in.</summary>
    public static string UriOf(StandInServer server, string basePath = "") => server.Wire switch
    {
        StandInWire.Grpc => "jaeger+grpc://",
        StandInWire.Grpcs => "jaeger+grpcs://",
        StandInWire.Https => "jaeger+https://",
        _ => "jaeger+http://",
    } + server.Authority + basePath;

    /// <summary>Starts a stand-in.</summary>
    public static Task<StandInServer> StartAsync(JaegerDialect dialect, IReadOnlyList<ModelSpan> spans, string basePath = "")
        => StandInServer.StartAsync(new JaegerStandIn(dialect, spans, basePath).AnswerAsync, WireOf(dialect));

    public Task AnswerAsync(HttpContext context)
    {
        if (WireOf(dialect) == StandInWire.Grpc)
        {
            return _grpc.AnswerAsync(context);
        }

        string path = context.Request.Path.Value!;
        return path.StartsWith(basePath + "/", StringComparison.Ordinal) ? _http.AnswerAsync(context, path[(basePath.Length + 1)..]) : NotThereAsync(context);
    }

    /// <summary>Answers that a path is none of the server's.</summary>
    public static Task NotThereAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("404 page not found\n");
    }
}
