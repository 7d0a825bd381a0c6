using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>A Prometheus that holds <see cref="RandomMetrics"/>; none where there is no Prometheus.</summary>
public sealed class GeneratedReferee : IAsyncLifetime
{
    private PrometheusServer? _server;

    internal PrometheusServer Server => _server ?? throw new InvalidOperationException(PrometheusTools.AbsenceMessage);

    public async Task InitializeAsync() => _server = PrometheusTools.Exist ? await PrometheusServer.StartAsync(RandomMetrics.WriteAsync) : null;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
