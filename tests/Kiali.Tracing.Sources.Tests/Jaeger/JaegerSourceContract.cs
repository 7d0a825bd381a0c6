using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Tempo;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>What every source of traces promises, of a Jaeger that speaks one dialect.</summary>
public abstract class JaegerSourceContract : TraceSourceContract
{
    // Ten minutes after the traces.
    private static readonly SourceOpenOptions Options = new() { Clock = new StandingClock(DateTimeOffset.FromUnixTimeSeconds(1_700_000_601)), RetryDelay = TimeSpan.FromMilliseconds(1), Jitter = () => 0.5 };

    private protected abstract JaegerDialect Dialect { get; }

    protected override async Task<OpenedSource> OpenAsync()
    {
        StandInServer server = await JaegerStandIn.StartAsync(Dialect, ContractSpans.All);
        OpenedSource source = await SourceRegistry.OpenAsync(JaegerStandIn.UriOf(server), Options, CancellationToken.None);
        return source with { Owned = new Both(source, server) };
    }

    private sealed class Both(OpenedSource source, StandInServer server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await source.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
