using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Tempo;

public sealed class TempoOldSourceTests : TraceSourceContract, IAsyncDisposable
{
    private readonly List<StandInServer> _servers = [];

    protected override bool KnowsLowHalves => false;

    public async ValueTask DisposeAsync()
    {
        foreach (StandInServer server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    protected override async Task<OpenedSource> OpenAsync()
    {
        StandInServer server = await StandInServer.StartAsync(new TempoStandIn(ContractSpans.All) { IsOld = true }.AnswerAsync);
        _servers.Add(server);
        return await SourceRegistry.OpenAsync(TempoServer.UriOf(server), TempoServer.Quick, CancellationToken.None);
    }
}
