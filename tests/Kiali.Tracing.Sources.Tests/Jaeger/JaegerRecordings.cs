using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Answers of a real Jaeger 1.41, given again to the same questions; any other question fails the test.</summary>
internal static class JaegerRecordings
{
    private static readonly JsonElement[] Http = Index("http-index.json");
    private static readonly JsonElement[] Grpc = Index("grpc-index.json");

    /// <summary>The names of the recordings over HTTP.</summary>
    public static IEnumerable<string> HttpNames => Http.Select(entry => entry.GetProperty("n").GetString()!).Where(name => name.StartsWith("jaeger-", StringComparison.Ordinal));

    /// <summary>The names of the recorded calls over gRPC.</summary>
    public static IEnumerable<string> GrpcNames => Grpc.Select(entry => entry.GetProperty("name").GetString()!).Where(name => name[0] == 'v');

    /// <summary>Where a recording lies.</summary>
    public static string PathTo(string name) => SharedData.PathTo("recordings/" + name);

    /// <summary>The path and query that were asked.</summary>
    public static Uri UriOf(string name) => new(Http.Single(entry => entry.GetProperty("n").GetString() == name).GetProperty("u").GetString()!);

    /// <summary>The messages of a recorded call; of long ones, the first twelve.</summary>
    public static byte[][] MessagesOf(string name)
    {
        int count = Grpc.Single(entry => entry.GetProperty("name").GetString() == name).GetProperty("chunks").GetArrayLength();
        return [.. Enumerable.Range(0, count).Select(index => PathTo(string.Create(CultureInfo.InvariantCulture, $"{name}.{index}.pb"))).Where(File.Exists).Select(File.ReadAllBytes)];
    }

    /// <summary>Answers a question by the recording of it.</summary>
    public static Task AnswerHttpAsync(HttpContext context)
        => Http.FirstOrDefault(entry => IsSame(new Uri(entry.GetProperty("u").GetString()!), context.Request)) is { ValueKind: JsonValueKind.Object } found
            ? WriteAsync(context, found)
            : StandInServer.Refuse(context);

    /// <summary>Answers whatever is asked by one recording.</summary>
    public static Task AnswerAlwaysAsync(HttpContext context, string name) => WriteAsync(context, Http.Single(entry => entry.GetProperty("n").GetString() == name));

    /// <summary>Answers a call by the recording of it, told by its bytes.</summary>
    public static async Task AnswerGrpcAsync(HttpContext context)
    {
        string request = Convert.ToHexStringLower(await GrpcReply.ReadRequestAsync(context));
        JsonElement found = Grpc.FirstOrDefault(entry => entry.GetProperty("rpc").GetString() == context.Request.Path.Value && entry.GetProperty("req_hex").GetString() == request);
        if (found.ValueKind != JsonValueKind.Object)
        {
            await StandInServer.Refuse(context);
            return;
        }

        await GrpcReply.WriteAsync(context, MessagesOf(found.GetProperty("name").GetString()!), found.GetProperty("code").GetInt32(), found.GetProperty("details").GetString());
    }

    private static async Task WriteAsync(HttpContext context, JsonElement entry)
    {
        context.Response.StatusCode = entry.GetProperty("status").GetInt32();
        context.Response.ContentType = entry.GetProperty("ct").GetString();
        await context.Response.Body.WriteAsync(await File.ReadAllBytesAsync(PathTo(entry.GetProperty("n").GetString()!)));
    }

    // The same path with the same parameters in any order; durations in any unit, ids with or without leading zeros. Spellings of api_v3 that 1.41 does not know do not count.
    private static bool IsSame(Uri recorded, HttpRequest request)
    {
        string[] left = recorded.AbsolutePath.Split('/');
        string[] right = request.Path.Value!.Split('/');
        if (left.Length != right.Length || !left.Zip(right).All(pair => pair.First == pair.Second || (TraceId.TryParse(pair.First, out TraceId one) && TraceId.TryParse(pair.Second, out TraceId two) && one == two)))
        {
            return false;
        }

        bool isV3 = recorded.AbsolutePath.StartsWith("/api/v3/", StringComparison.Ordinal);
        IEnumerable<KeyValuePair<string, StringValues>> asked = request.Query.Where(pair => !isV3 || !(pair.Key == "query.search_depth" || pair.Key.Any(char.IsAsciiLetterUpper)));
        return asked.Select(pair => (pair.Key, Plain(pair.Value.ToString()))).ToHashSet()
            .SetEquals(QueryHelpers.ParseQuery(recorded.Query).Select(pair => (pair.Key, Plain(pair.Value.ToString()))));
    }

    private static string Plain(string value)
        => GoDuration.TryParse(value, out long nanos) ? nanos.ToString(CultureInfo.InvariantCulture)
        : UnixTime.TryParseRfc3339(value, out long time) ? time.ToString(CultureInfo.InvariantCulture)
        : value;

    private static JsonElement[] Index(string name)
        => SharedData.Exists ? [.. JsonDocument.Parse(File.ReadAllBytes(PathTo(name))).RootElement.EnumerateArray()] : [];
}
