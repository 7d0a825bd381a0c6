using System.Collections.Concurrent;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Sends what cells have printed, twenty times a second.</summary>
internal sealed class OutputFlusher : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<CellHost> touched = new();
    private readonly ITimer timer;

    public OutputFlusher(TimeProvider clock) => timer = clock.CreateTimer(_ => FlushAll(), null, Period, Period);

    /// <summary>Remembers that a cell has printed.</summary>
    public void Touch(CellHost host) => touched.Enqueue(host);

    public void Dispose() => timer.Dispose();

    private void FlushAll()
    {
        while (touched.TryDequeue(out CellHost? host))
        {
            host.FlushTouched();
        }
    }
}
