using Kiali.Tracing.TestKit.Peers;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>A Prometheus that holds <see cref="RandomMetrics"/>; none where there is no Prometheus.</summary>
public sealed class GeneratedReferee : IAsyncLifetime
{
    private PrometheusServer? _server;

    internal PrometheusServer Server => _server ?? throw new InvalidOperationException(PeerTools.AbsenceOf("prometheus"));

    public async Task InitializeAsync() => _server = PeerTools.HavePrometheus ? await PrometheusServer.StartAsync(RandomMetrics.WriteAsync) : null;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
