namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>One thread that runs work given to it, one piece after the other.</summary>
internal sealed class CellWorker
{
    // Recursion in cells is guarded, and may go deep until then.
    private const int StackBytes = 16 * 1024 * 1024;
    private readonly object gate = new();
    private Action? next;
    private volatile bool leftBehind;

    public CellWorker() => new Thread(Loop, StackBytes) { IsBackground = true, Name = "cell" }.Start();

    /// <summary>Gives up waiting for its work: the thread ends with it.</summary>
    public void LeaveBehind() => leftBehind = true;

    /// <summary>Gives it work; it must not have any.</summary>
    public void Start(Action work)
    {
        lock (gate)
        {
            next = work;
            Monitor.Pulse(gate);
        }
    }

    private void Loop()
    {
        while (!leftBehind)
        {
            Action work;
            lock (gate)
            {
                while (next is null)
                {
                    Monitor.Wait(gate);
                }

                work = next;
                next = null;
            }

            work();
        }
    }
}
