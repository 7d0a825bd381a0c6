using System.Net;
using System.Text;
using Kiali.Tracing.Sources.Pipeline;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Pipeline;

/// <summary>What the pipeline of live sources promises beyond what every source shows by its contract tests.</summary>
public sealed class SourcePipelineTests
{
    private static readonly SourceOpenOptions Quick = new() { RetryDelay = TimeSpan.FromMilliseconds(1), Jitter = () => 0.5 };

    [Fact]
    public async Task Credentials_do_not_follow_a_redirection_to_another_host()
    {
        Environment.SetEnvironmentVariable("KIALI_TRACING_TEST_ORG", "secret-team");
        SourceOpenOptions options = Quick with
        {
            Access = new SourceAccess { UserName = "ann", Headers = [AccessHeader.Parse("X-Scope-OrgID=env:KIALI_TRACING_TEST_ORG")] },
        };
        await using StandInServer elsewhere = await StandInServer.StartAsync(EchoAsync);
        await using StandInServer server = await StandInServer.StartAsync(EchoAsync);
        Assert.Equal("Basic YW5uOg==|secret-team", await GetAsync(server, options));
        server.Fault = new StandInFault { Status = 302, Location = $"http://{elsewhere.Authority}/elsewhere" };
        Assert.Equal("|", await GetAsync(server, options));
        server.Fault = new StandInFault { Status = 307, Location = "/here", Times = 1 };
        Assert.Equal("Basic YW5uOg==|secret-team", await GetAsync(server, options));
    }

    [Fact]
    public async Task Redirections_without_end_are_refused()
    {
        await using StandInServer server = await StandInServer.StartAsync(EchoAsync);
        server.Fault = new StandInFault { Status = 302, Location = "/again" };
        Assert.Contains("redirects", (await Assert.ThrowsAsync<SourceException>(() => GetAsync(server, Quick))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_over_the_bound_is_refused_however_it_is_packed()
    {
        await using StandInServer server = await StandInServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using System.IO.Compression.GZipStream zip = new(context.Response.Body, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true);
            await zip.WriteAsync(new byte[3 << 20]);
        });
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => GetAsync(server, Quick, new PipelineLimits { LargestBody = 1 << 20 }));
        Assert.Contains("larger than 1 MiB", failure.Message, StringComparison.Ordinal);
        Assert.Equal((3 << 20).ToString(System.Globalization.CultureInfo.InvariantCulture), (await GetAsync(server, Quick)).Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task No_more_is_asked_at_once_than_the_bound()
    {
        int now = 0;
        int most = 0;
        using SemaphoreSlim gate = new(0);
        await using StandInServer server = await StandInServer.StartAsync(async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await gate.WaitAsync(context.RequestAborted);
            Interlocked.Decrement(ref now);
            await context.Response.WriteAsync("ok");
        });
        await using SourcePipeline pipeline = SourcePipeline.Create("test+http://x", new Uri($"http://{server.Authority}/"), Quick, new PipelineLimits { MostAtOnce = 2 });
        Task<string>[] asked = [.. Enumerable.Range(0, 6).Select(_ => TextAsync(pipeline))];
        for (int answered = 0; answered < 6; answered++)
        {
            gate.Release();
        }

        await Task.WhenAll(asked);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_refusal_says_what_the_server_said()
    {
        await using StandInServer server = await StandInServer.StartAsync(EchoAsync);
        server.Fault = new StandInFault { Status = 400, MediaType = "text/plain", Body = "{\"errors\":[{\"code\":400,\"msg\":\"service is\\nmissing\"}]}" };
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => GetAsync(server, Quick));
        Assert.Equal("test+http://x: ask: status 400 (\"service is missing\"); the server refused the question.", failure.Message);
    }

    [Theory]
    [InlineData("tempo+http://tempo:3200", null, "http://tempo:3200/")]
    [InlineData("jaeger+https://mesh.example/jaeger", null, "https://mesh.example/jaeger/")]
    [InlineData("jaeger+grpc://jaeger", 16685, "http://jaeger:16685/")]
    [InlineData("jaeger+grpcs://[::1]:443", 16685, "https://[::1]:443/")]
    public void A_URI_tells_the_address(string uri, int? standardPort, string address)
        => Assert.Equal(new Uri(address), SourceAddress.Of(uri, standardPort));

    [Theory]
    [InlineData("tempo+http:")]
    [InlineData("tempo+http://")]
    [InlineData("tempo+http://host/?q=1")]
    public void A_URI_without_a_host_or_with_a_query_is_refused(string uri) => Assert.Throws<ArgumentException>(() => SourceAddress.Of(uri));

    [Theory]
    [InlineData("Authorization=Bearer abc")]
    [InlineData("X-Api-Key: abc")]
    [InlineData("no header")]
    [InlineData("=x")]
    public void A_header_that_would_show_a_secret_or_is_none_is_refused_without_repeating_it(string text)
        => Assert.DoesNotContain("abc", Assert.Throws<ArgumentException>(() => AccessHeader.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_secret_is_named_and_its_absence_is_told()
    {
        SecretReference secret = SecretReference.Parse("env:KIALI_TRACING_TEST_ABSENT")!;
        Assert.Contains("environment variable KIALI_TRACING_TEST_ABSENT", Assert.Throws<SourceException>(() => secret.Read("x")).Message, StringComparison.Ordinal);
        Assert.Contains("file no-such-file", Assert.Throws<SourceException>(() => SecretReference.InFile("no-such-file").Read("x")).Message, StringComparison.Ordinal);
        Assert.Null(SecretReference.Parse("plain"));
    }

    private static Task EchoAsync(HttpContext context) => context.Response.WriteAsync($"{context.Request.Headers.Authorization}|{context.Request.Headers["X-Scope-OrgID"]}");

    private static async Task<string> GetAsync(StandInServer server, SourceOpenOptions options, PipelineLimits? limits = null)
    {
        await using SourcePipeline pipeline = SourcePipeline.Create("test+http://x", new Uri($"http://{server.Authority}/"), options, limits);
        return await TextAsync(pipeline);
    }

    private static Task<string> TextAsync(SourcePipeline pipeline) => pipeline.SendAsync(
        new SourceRequest("ask", "api"),
        async (reply, token) =>
        {
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            using StreamReader reader = new(reply.Body, Encoding.UTF8);
            return await reader.ReadToEndAsync(token);
        },
        CancellationToken.None);
}
