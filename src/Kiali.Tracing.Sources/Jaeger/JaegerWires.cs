using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Asks in the best way that the server has, and remembers which that is.</summary>
/// <param name="wires">The ways, the best first; at least one.</param>
internal sealed class JaegerWires(params ImmutableArray<IJaegerWire> wires) : IJaegerWire
{
    private int _first;

    /// <inheritdoc/>
    public string Name => wires[Volatile.Read(ref _first)].Name;

    /// <inheritdoc/>
    public Task<JaegerBatch> FindAsync(JaegerSearch search, CancellationToken cancellationToken)
        => AskAsync(wire => wire.FindAsync(search, cancellationToken));

    /// <inheritdoc/>
    public Task<JaegerBatch?> GetAsync(TraceId traceId, CancellationToken cancellationToken)
        => AskAsync(wire => wire.GetAsync(traceId, cancellationToken));

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> GetServicesAsync(CancellationToken cancellationToken)
        => AskAsync(wire => wire.GetServicesAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> GetOperationsAsync(string service, CancellationToken cancellationToken)
        => AskAsync(wire => wire.GetOperationsAsync(service, cancellationToken));

    private async Task<T> AskAsync<T>(Func<IJaegerWire, Task<T>> ask)
    {
        int first = Volatile.Read(ref _first);
        MissingApiException? missing = null;
        for (int step = 0; step < wires.Length; step++)
        {
            int index = (first + step) % wires.Length;
            try
            {
                T answer = await ask(wires[index]).ConfigureAwait(false);
                Volatile.Write(ref _first, index);
                return answer;
            }
            catch (MissingApiException exception)
            {
                missing ??= exception;
            }
        }

        throw missing!.Failure;
    }
}
