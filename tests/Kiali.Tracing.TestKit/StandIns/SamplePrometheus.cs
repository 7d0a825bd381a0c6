using Kiali.Tracing.Sources;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>A stand-in for a Prometheus that holds the recorded incident.</summary>
public sealed class SamplePrometheus : IAsyncDisposable
{
    private readonly OpenedSource _snapshot;

    private SamplePrometheus(OpenedSource snapshot, StandInServer server)
    {
        _snapshot = snapshot;
        Server = server;
    }

    /// <summary>The clock at the end of the recording.</summary>
    public static TimeProvider Clock { get; } = new StoppedClock(SampleIncident.Scenario.To);

    /// <summary>The server.</summary>
    public StandInServer Server { get; }

    /// <summary>The URI by which the tool opens it.</summary>
    public string Uri => $"prometheus+http://{Server.Authority}";

    /// <summary>Starts it.</summary>
    /// <param name="make">Makes the stand-in of the snapshot's metrics; null for one as it is.</param>
    public static async Task<SamplePrometheus> StartAsync(Func<IMetricSource, PrometheusStandIn>? make = null)
    {
        OpenedSource snapshot = await SampleFolder.OpenOriginalAsync();
        PrometheusStandIn standIn = make?.Invoke(snapshot.Metrics!) ?? new PrometheusStandIn(snapshot.Metrics!);
        return new SamplePrometheus(snapshot, await StandInServer.StartAsync(standIn.AnswerAsync));
    }

    /// <summary>Starts it and opens it as a source, which takes it along when it is closed.</summary>
    public static async Task<OpenedSource> OpenAsync()
    {
        SamplePrometheus server = await StartAsync();
        OpenedSource source = await SourceRegistry.OpenAsync(server.Uri, new SourceOpenOptions { Clock = Clock }, CancellationToken.None);
        return source with { Owned = new Both(source, server) };
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _snapshot.DisposeAsync();
    }

    private sealed class Both(IAsyncDisposable first, IAsyncDisposable second) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }
    }
}
