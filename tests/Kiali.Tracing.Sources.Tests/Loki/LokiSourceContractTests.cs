using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Loki;

public class LokiSourceContractTests : LogSourceContract
{
    private static readonly Lazy<Task<LokiStandIn>> Sample = new(() => LokiStreams.OfSampleAsync(CollectorStyle.Promtail));

    protected override TimeRange Always { get; } = TimeRange.Between(SampleIncident.Scenario.From.AddDays(-60), SampleIncident.Scenario.To.AddDays(60));

    protected override async Task<OpenedSource> OpenAsync()
    {
        LokiStandIn loki = await Sample.Value;
        StandInServer server = await StandInServer.StartAsync(loki.AnswerAsync);
        OpenedSource source = await SourceRegistry.OpenAsync("loki+http://" + server.Authority, new SourceOpenOptions(), CancellationToken.None);
        return source with { Owned = new Both(source.Owned!, server) };
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
