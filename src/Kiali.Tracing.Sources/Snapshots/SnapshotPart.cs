namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>A part of a snapshot that is read when it is first needed, once.</summary>
/// <typeparam name="T">What it is read as.</typeparam>
/// <param name="read">Reads it.</param>
internal sealed class SnapshotPart<T>(Func<CancellationToken, T> read) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Held? _held;

    /// <summary>The part. A read that failed or was cancelled is tried again by the next call.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The part.</returns>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _held) is { } known)
        {
            return known.Value;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Held held = _held ?? new Held(await Task.Run(() => read(cancellationToken), cancellationToken).ConfigureAwait(false));
            Volatile.Write(ref _held, held);
            return held.Value;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private sealed record Held(T Value);
}
