using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Running;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Tests.Running;

/// <summary>Runs verbs as a host does, on real sources.</summary>
internal sealed class VerbBench(HostKind host, params ImmutableArray<string> defaultSources) : IAsyncDisposable
{
    private readonly KialiSession _session = new(SourceRegistry.OpenAsync, TimeProvider.System);

    public CollectedOutput Output { get; private set; } = new();

    public VerbRunner Runner => new(VerbTable.Create(), _session, host, () => [.. defaultSources.Select(uri => new ConnectionRequest(uri))]);

    public Task<VerbOutcome> RunAsync(string line, CancellationToken cancellationToken = default)
    {
        Output = new CollectedOutput();
        return Runner.RunAsync(line, Output, cancellationToken);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
