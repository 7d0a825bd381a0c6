using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>An HTTP server on loopback that answers as a back end would, and can go wrong on demand.</summary>
public sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly RequestDelegate _answer;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private StandInFault? _fault;
    private int _suffered;

    private StandInServer(WebApplication application, RequestDelegate answer, StandInWire wire)
    {
        _application = application;
        _answer = answer;
        Wire = wire;
        application.Run(HandleAsync);
    }

    /// <summary>What it speaks.</summary>
    public StandInWire Wire { get; }

    /// <summary>Host and port, for instance <c>127.0.0.1:40123</c>.</summary>
    public string Authority => new Uri(_application.Urls.First()).Authority;

    /// <summary>The requests that came, as <c>METHOD path?query</c>, in their order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The requests that the stand-in has no answer for; disposing fails when there are any.</summary>
    public IReadOnlyList<string> Unexpected => [.. _unexpected];

    /// <summary>What it does wrong from now on; null for nothing.</summary>
    public StandInFault? Fault
    {
        get => _fault;
        set
        {
            _suffered = 0;
            _fault = value;
        }
    }

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers a request as the real server would; what it does not know it passes to <see cref="Refuse"/>.</param>
    /// <param name="wire">What it speaks.</param>
    /// <returns>The server.</returns>
    public static async Task<StandInServer> StartAsync(RequestDelegate answer, StandInWire wire = StandInWire.Http)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = wire is StandInWire.Grpc or StandInWire.Grpcs ? HttpProtocols.Http2 : HttpProtocols.Http1;
            if (wire is StandInWire.Https or StandInWire.Grpcs)
            {
                listen.UseHttps(StandInCertificate.Server);
            }
        }));
        StandInServer server = new(builder.Build(), answer, wire);
        await server._application.StartAsync();
        return server;
    }

    /// <summary>Answers a request that the stand-in does not know, and remembers it as a mistake of the test or of the source.</summary>
    /// <param name="context">The request.</param>
    /// <returns>When it is answered.</returns>
    public static async Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status501NotImplemented;
        context.Items[typeof(StandInServer)] = true;
        await context.Response.WriteAsync("the stand-in has no answer to " + Describe(context.Request));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        if (!_unexpected.IsEmpty)
        {
            throw new InvalidOperationException("The stand-in was asked what its recordings do not hold: " + string.Join("; ", _unexpected.Distinct()));
        }
    }

    private static string Describe(HttpRequest request) => $"{request.Method} {request.Path}{request.QueryString}";

    private async Task HandleAsync(HttpContext context)
    {
        _requests.Enqueue(Describe(context.Request));
        StandInFault? fault = _fault;
        if (fault is not null && Interlocked.Increment(ref _suffered) > fault.Times)
        {
            fault = null;
        }

        if (fault?.Status is { } status)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = fault.MediaType;
            if (fault.Location is { } location)
            {
                context.Response.Headers.Location = location;
            }

            await context.Response.WriteAsync(fault.Body.Replace("{authorization}", context.Request.Headers.Authorization.ToString(), StringComparison.Ordinal));
            return;
        }

        Stream wire = context.Response.Body;
        using MemoryStream body = new();
        context.Response.Body = body;
        await _answer(context);
        context.Response.Body = wire;
        if (context.Items.ContainsKey(typeof(StandInServer)))
        {
            _unexpected.Enqueue(Describe(context.Request));
        }

        await SendAsync(context, body.ToArray(), fault);
    }

    private static async Task SendAsync(HttpContext context, byte[] body, StandInFault? fault)
    {
        CancellationToken gone = context.RequestAborted;
        int end = Math.Min(body.Length, fault?.CutAfter ?? fault?.StallAfter ?? fault?.TruncateAfter ?? body.Length);
        int piece = fault?.PieceSize ?? Math.Max(1, end);
        for (int start = 0; start < end; start += piece)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(start, Math.Min(piece, end - start)), gone);
            await context.Response.Body.FlushAsync(gone);
        }

        if (fault?.CutAfter is not null)
        {
            context.Abort();
        }
        else if (fault?.StallAfter is not null)
        {
            await context.Response.Body.FlushAsync(gone);
            await Task.Delay(Timeout.Infinite, gone).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
        else if (fault?.IsEndless == true)
        {
            byte[] blanks = new byte[1 << 16];
            blanks.AsSpan().Fill((byte)' ');
            while (!gone.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(blanks, gone);
            }
        }
    }
}
