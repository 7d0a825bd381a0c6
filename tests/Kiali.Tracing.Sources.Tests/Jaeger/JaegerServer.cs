using Kiali.Tracing.Sources.Jaeger;
using Kiali.Tracing.Sources.Pipeline;
using Kiali.Tracing.Sources.Tests.Tempo;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>A stand-in on loopback and a source at it, with a clock that stands ten minutes after the stand-in's traces.</summary>
internal sealed class JaegerServer : IAsyncDisposable
{
    private readonly SourcePipeline _pipeline;

    private JaegerServer(StandInServer server, OpenedSource source, SourceOpenOptions options)
    {
        Server = server;
        Source = source;
        _pipeline = SourcePipeline.Create(source.Uri, new Uri((server.Wire is StandInWire.Https or StandInWire.Grpcs ? "https://" : "http://") + server.Authority + "/"), options);
    }

    public static SourceOpenOptions Quick { get; } = new()
    {
        Clock = new StandingClock(DateTimeOffset.FromUnixTimeSeconds(1_700_000_601)),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Jitter = () => 0.5,
    };

    /// <summary>Holds all traces of the tests.</summary>
    public static TimeRange Window { get; } = new(1_699_990_000_000_000_000, 1_700_000_600_000_000_000);

    public StandInServer Server { get; }

    public OpenedSource Source { get; }

    public ITraceSource Traces => Source.Traces!;

    /// <summary>One way of asking the server, without what the source makes of its answers.</summary>
    public IJaegerWire Wire(JaegerDialect dialect) => dialect switch
    {
        JaegerDialect.GrpcV2 => new JaegerGrpcV2(_pipeline),
        JaegerDialect.GrpcV3 => new JaegerGrpcV3(_pipeline),
        JaegerDialect.Http => new JaegerHttp(_pipeline),
        _ => new JaegerHttpV3(_pipeline),
    };

    public static Task<JaegerServer> StartAsync(JaegerDialect dialect, IReadOnlyList<ModelSpan> spans, SourceOpenOptions? options = null)
        => StartAsync(new JaegerStandIn(dialect, spans).AnswerAsync, JaegerStandIn.WireOf(dialect), options);

    public static async Task<JaegerServer> StartAsync(RequestDelegate answer, StandInWire wire, SourceOpenOptions? options = null, string basePath = "")
    {
        StandInServer server = await StandInServer.StartAsync(answer, wire);
        OpenedSource source = await SourceRegistry.OpenAsync(JaegerStandIn.UriOf(server, basePath), options ?? Quick, CancellationToken.None);
        return new JaegerServer(server, source, options ?? Quick);
    }

    public async Task<Answer<TraceSet>> FindAsync(TraceQuery query) => await Traces.FindTracesAsync(query, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _pipeline.DisposeAsync();
        await Server.DisposeAsync();
    }
}
