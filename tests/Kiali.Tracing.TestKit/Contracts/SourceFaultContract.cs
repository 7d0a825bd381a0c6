using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>What every live source promises when its back end goes wrong: the right answer or one clear error, in bounded time; a source's tests inherit it.</summary>
public abstract class SourceFaultContract
{
    private const string Secret = "s3cr3t-t0ken";

    private static readonly SourceOpenOptions Quick = new()
    {
        Deadline = TimeSpan.FromSeconds(20),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Jitter = () => 0.5,
    };

    private static readonly SourceOpenOptions Impatient = Quick with { Deadline = TimeSpan.FromMilliseconds(400) };

    /// <summary>What the back end speaks without TLS: <see cref="StandInWire.Http"/> or <see cref="StandInWire.Grpc"/>.</summary>
    protected abstract StandInWire Wire { get; }

    /// <summary>The source's URI at a stand-in.</summary>
    protected abstract string UriOf(StandInServer server);

    /// <summary>What an error about a certificate names, so that one knows how to trust its authority.</summary>
    protected virtual string TrustHint => "--certificate-authority";

    /// <summary>Opens the source at a stand-in; a source with access of its own turns that of the options into it.</summary>
    protected virtual Task<OpenedSource> OpenAsync(StandInServer server, SourceOpenOptions options)
        => SourceRegistry.OpenAsync(UriOf(server), options, CancellationToken.None);

    /// <summary>Answers as the back end does; the answer that <see cref="AskAsync(OpenedSource, CancellationToken)"/> leads to is at least 64 bytes long.</summary>
    protected abstract Task AnswerAsync(HttpContext context);

    /// <summary>Asks one question whose answer is not empty, and describes the answer so that equal answers have equal descriptions. An incomplete answer starts with <c>incomplete</c>.</summary>
    protected abstract Task<string> AskAsync(OpenedSource source, CancellationToken cancellationToken);

    [Fact]
    public async Task An_answer_in_single_bytes_is_the_same_answer()
    {
        string right = await AskAsync(fault: null);
        Assert.NotEmpty(right);
        Assert.Equal(right, await AskAsync(new StandInFault { PieceSize = 1 }));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refusal_is_one_clear_error(int status)
    {
        SourceException failure = await FailAsync(new StandInFault { Status = status, Body = "no, not now" });
        Assert.Equal(status is 429 or 503, failure.IsTransient);
    }

    [Fact]
    public async Task A_refusal_that_passes_is_asked_again()
    {
        string right = await AskAsync(fault: null);
        Assert.Equal(right, await AskAsync(new StandInFault { Status = 503, Times = 1 }));
        Assert.Equal(right, await AskAsync(new StandInFault { Status = 429, Times = 2 }));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_clear_error()
    {
        StandInServer server = await StandInServer.StartAsync(AnswerAsync, Wire);
        await using OpenedSource source = await OpenAsync(server, Quick);
        await server.DisposeAsync();
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => AskAsync(source, CancellationToken.None));
        AssertClear(failure, source.Uri);
        Assert.True(failure.IsTransient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task A_connection_that_breaks_is_asked_again_and_then_one_clear_error(int bytes)
    {
        string right = await AskAsync(fault: null);
        Assert.Equal(right, await AskAsync(new StandInFault { CutAfter = bytes, Times = 1 }));
        Assert.True((await FailAsync(new StandInFault { CutAfter = bytes })).IsTransient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task A_server_that_falls_silent_is_waited_for_no_longer_than_the_deadline(int bytes)
    {
        string said = await OutcomeAsync(new StandInFault { StallAfter = bytes }, Impatient);
        Assert.True(said.StartsWith("incomplete", StringComparison.Ordinal) || said.Contains("--timeout", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_kept_waiting()
    {
        await using StandInServer server = await StandInServer.StartAsync(AnswerAsync, Wire);
        server.Fault = new StandInFault { StallAfter = 0 };
        await using OpenedSource source = await OpenAsync(server, Quick with { Deadline = TimeSpan.FromHours(1) });
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(source, stop.Token));
    }

    [Fact]
    public async Task A_web_page_in_place_of_an_answer_is_one_clear_error()
        => await FailAsync(new StandInFault { Status = 200, MediaType = "text/html", Body = "<html><title>Log in</title></html>" });

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task A_body_that_is_cut_is_said(int bytes)
    {
        string said = await OutcomeAsync(new StandInFault { TruncateAfter = bytes }, Quick);
        Assert.True(said.StartsWith("incomplete", StringComparison.Ordinal) || said.StartsWith("failed", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read_for_ever()
    {
        string said = await OutcomeAsync(new StandInFault { TruncateAfter = 20, IsEndless = true }, Impatient);
        Assert.True(said.StartsWith("incomplete", StringComparison.Ordinal) || said.StartsWith("failed", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_until_told_otherwise()
    {
        string right = await AskAsync(fault: null);
        await using StandInServer server = await StandInServer.StartAsync(AnswerAsync, Wire == StandInWire.Grpc ? StandInWire.Grpcs : StandInWire.Https);
        string uri = UriOf(server);
        await using (OpenedSource source = await OpenAsync(server, Quick))
        {
            SourceException failure = await Assert.ThrowsAsync<SourceException>(() => AskAsync(source, CancellationToken.None));
            AssertClear(failure, uri);
            Assert.Contains(TrustHint, failure.Message, StringComparison.Ordinal);
        }

        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, StandInCertificate.Pem);
            foreach (SourceAccess access in (SourceAccess[])[new() { CertificateAuthorityFile = file }, new() { InsecureSkipTlsVerify = true }])
            {
                await using OpenedSource source = await OpenAsync(server, Quick with { Access = access });
                Assert.Equal(right, await AskAsync(source, CancellationToken.None));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_secret_is_sent_and_never_repeated()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Secret + "\n");
            SourceAccess access = new() { BearerToken = SecretReference.InFile(file) };
            string? seen = null;
            await using StandInServer server = await StandInServer.StartAsync(
                context =>
                {
                    seen = context.Request.Headers.Authorization;
                    return AnswerAsync(context);
                },
                Wire);
            await using OpenedSource source = await OpenAsync(server, Quick with { Access = access });
            await AskAsync(source, CancellationToken.None);
            Assert.Equal("Bearer " + Secret, seen);
            server.Fault = new StandInFault { Status = 403, Body = "{authorization} may not" };
            SourceException failure = await Assert.ThrowsAsync<SourceException>(() => AskAsync(source, CancellationToken.None));
            AssertClear(failure, source.Uri);
            Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertClear(SourceException failure, string uri)
    {
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Contains(uri, failure.Message, StringComparison.Ordinal);
        Assert.Contains(';', failure.Message);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length < 1000);
    }

    private Task<string> AskAsync(StandInFault? fault) => AskAsync(fault, Quick);

    private async Task<string> AskAsync(StandInFault? fault, SourceOpenOptions options)
    {
        await using StandInServer server = await StandInServer.StartAsync(AnswerAsync, Wire);
        server.Fault = fault;
        await using OpenedSource source = await OpenAsync(server, options);
        return await AskAsync(source, CancellationToken.None);
    }

    private async Task<SourceException> FailAsync(StandInFault fault)
    {
        await using StandInServer server = await StandInServer.StartAsync(AnswerAsync, Wire);
        server.Fault = fault;
        await using OpenedSource source = await OpenAsync(server, Quick);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => AskAsync(source, CancellationToken.None));
        AssertClear(failure, source.Uri);
        return failure;
    }

    private async Task<string> OutcomeAsync(StandInFault fault, SourceOpenOptions options)
    {
        try
        {
            return await AskAsync(fault, options);
        }
        catch (SourceException failure)
        {
            return "failed: " + failure.Message;
        }
    }
}
