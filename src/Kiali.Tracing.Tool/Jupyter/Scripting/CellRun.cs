using System.Collections.Immutable;
using System.Globalization;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>One execution of a cell, from the request to its last output.</summary>
/// <remarks>Threads and tasks that the cell starts carry it along, so that their output and their interruption are the cell's own.</remarks>
#pragma warning disable CA1001 // not disposed: what a cell has started may hold its token and its events long after the cell
internal sealed class CellRun(string session, int number, ICellHost host)
#pragma warning restore CA1001
{
    private static readonly AsyncLocal<CellRun?> Flowing = new();

    // Code that runs outside of every cell's flow (a thread pool callback of a library) belongs to the latest cell.
    private static CellRun? latest;

    private readonly CancellationTokenSource cancellation = new();
    private readonly Lock userCodeGate = new();
    private Thread? userThread;
    private bool nudged;
    private volatile bool interrupted;
    private int displays;

    /// <summary>The cell whose code is running here.</summary>
    public static CellRun? Current => Flowing.Value ?? Volatile.Read(ref latest);

    /// <summary>The number shown before the cell.</summary>
    public int Number { get; } = number;

    public ICellHost Host { get; } = host;

    /// <summary>Cancelled by an interrupt.</summary>
    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Whether the user asked the cell to stop.</summary>
    public bool IsInterrupted => interrupted;

    /// <summary>Set by an interrupt; what waits for the cell wakes up by it.</summary>
    public ManualResetEventSlim InterruptRequested { get; } = new();

    /// <summary>Set when the cell has ended.</summary>
    public ManualResetEventSlim Ended { get; } = new();

    /// <summary>Values on their way into variables of the cell.</summary>
    public ImmutableSortedDictionary<string, object> Injected { get; set; } = ImmutableSortedDictionary<string, object>.Empty;

    /// <summary>A name for a display of this cell that no other display of the session has.</summary>
    public string NextDisplayId() =>
        string.Create(CultureInfo.InvariantCulture, $"{session}-{Number}-{Interlocked.Increment(ref displays)}");

    /// <summary>Makes this the cell of the calling thread and of all that it starts.</summary>
    public void Enter()
    {
        Flowing.Value = this;
        Volatile.Write(ref latest, this);
    }

    /// <summary>Asks the cell to stop. Returns at once; never runs code of the cell.</summary>
    public void Interrupt()
    {
        interrupted = true;
        CellGuard.Raise();

        // Callbacks of the token are the cell's code: they may block, so they run elsewhere.
        _ = cancellation.CancelAsync();
        InterruptRequested.Set();
    }

    /// <summary>Runs the user's code: only inside may the thread be nudged out of a wait.</summary>
    public T RunUserCode<T>(Func<T> code)
    {
        lock (userCodeGate)
        {
            userThread = Thread.CurrentThread;
        }

        try
        {
            return code();
        }
        finally
        {
            LeaveUserCode();
        }
    }

    /// <summary>Wakes the cell's thread if it sleeps or waits in the user's code.</summary>
    public void NudgeWaitingThread()
    {
        lock (userCodeGate)
        {
            if (userThread is { } thread && (thread.ThreadState & ThreadState.WaitSleepJoin) != 0)
            {
                nudged = true;
                thread.Interrupt();
            }
        }
    }

    private void LeaveUserCode()
    {
        while (true)
        {
            try
            {
                lock (userCodeGate)
                {
                    userThread = null;
                    break;
                }
            }
            catch (ThreadInterruptedException)
            {
                // A nudge that came while this thread waited for the gate: that wait was not the user's.
            }
        }

        if (!nudged)
        {
            return;
        }

        nudged = false;
        try
        {
            // A nudge that found no wait stays pending and would strike the next cell: take it here.
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
        }
    }
}
