using System.Collections.Concurrent;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Runs asynchronous code of one cell to its end on the cell's own thread.</summary>
/// <remarks>
/// An interrupted cell that waits for something that never comes is left at its <c>await</c>: what would go on after it is dropped. What a
/// finished cell has left running goes on in the thread pool.
/// </remarks>
internal sealed class CellPump(CellRun run, TimeProvider clock) : SynchronizationContext
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> posted = [];
    private volatile bool closed;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!closed)
        {
            posted.Add((d, state));
        }
        else if (!run.IsInterrupted)
        {
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Runs code until its task has ended.</summary>
    /// <param name="code">The code.</param>
    /// <param name="leaveWhenInterrupted">Whether an interrupt ends the waiting even if the task goes on.</param>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public T Run<T>(Func<Task<T>> code, bool leaveWhenInterrupted)
    {
        SynchronizationContext? outer = Current;
        SetSynchronizationContext(this);
        try
        {
            Task<T> task = code();
            task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            using CancellationTokenRegistration registration = run.Cancellation.Register(Wake);
            long? interruptedAt = null;
            while (!task.IsCompleted)
            {
                TimeSpan wait = Timeout.InfiniteTimeSpan;
                if (leaveWhenInterrupted && run.IsInterrupted)
                {
                    interruptedAt ??= clock.GetTimestamp();
                    wait = Grace - clock.GetElapsedTime(interruptedAt.Value);
                    if (wait <= TimeSpan.Zero)
                    {
                        throw new OperationCanceledException("The cell was interrupted.");
                    }
                }

                if (posted.TryTake(out (SendOrPostCallback Callback, object? State) next, wait))
                {
                    next.Callback(next.State);
                }
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Ends the cell: from now on nothing runs on its thread.</summary>
    public void Close()
    {
        closed = true;
        while (posted.TryTake(out (SendOrPostCallback Callback, object? State) late))
        {
            Post(late.Callback, late.State);
        }
    }

    private void Wake() => posted.Add((static _ => { }, null));
}
