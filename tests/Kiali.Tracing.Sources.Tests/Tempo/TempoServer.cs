using Kiali.Tracing.Sources.Tempo;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>A stand-in on loopback and a source at it, with a clock that stands shortly after the stand-in's traces.</summary>
internal sealed class TempoServer : IAsyncDisposable
{
    private TempoServer(StandInServer server, OpenedSource source)
    {
        Server = server;
        Source = source;
    }

    public StandInServer Server { get; }

    public OpenedSource Source { get; }

    public ITraceSource Traces => Source.Traces!;

    public static SourceOpenOptions Quick { get; } = new()
    {
        Clock = new StandingClock(DateTimeOffset.FromUnixTimeSeconds(1_700_003_600)),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Jitter = () => 0.5,
    };

    public static Task<TempoServer> StartAsync(TempoStandIn tempo, StandInWire wire = StandInWire.Http, SourceOpenOptions? options = null, TempoOptions? tempoOptions = null)
        => StartAsync(tempo.AnswerAsync, wire, options, tempoOptions);

    public static async Task<TempoServer> StartAsync(
        Microsoft.AspNetCore.Http.RequestDelegate answer, StandInWire wire = StandInWire.Http, SourceOpenOptions? options = null, TempoOptions? tempoOptions = null)
    {
        StandInServer server = await StandInServer.StartAsync(answer, wire);
        return new TempoServer(server, TempoSource.Open(UriOf(server), options ?? Quick, tempoOptions ?? TempoOptions.Default));
    }

    public static string UriOf(StandInServer server) => $"tempo+{server.Wire.ToString().ToLowerInvariant()}://{server.Authority}";

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Server.DisposeAsync();
    }
}
