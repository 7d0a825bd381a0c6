using Kiali.Tracing.Tool.Jupyter.Scripting;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>The thread that runs cells, and the next one when a cell does not let go of it.</summary>
internal sealed class CellThread
{
    private static readonly TimeSpan NudgeAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan NudgeEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int AtWork = 0;
    private const int Done = 1;
    private const int GivenUp = 2;
    private readonly TimeProvider clock;
    private CellWorker worker = new();
    private int leftBehind;

    public CellThread(TimeProvider clock) => this.clock = clock;

    /// <summary>Runs work of a cell, and waits for it. An interrupt ends the waiting even if the work goes on.</summary>
    /// <returns>The work's result; null when it was left behind on its thread.</returns>
    public T? Run<T>(CellRun run, Func<T> work)
        where T : class
    {
        if (Volatile.Read(ref leftBehind) == 0)
        {
            CellGuard.Lower();
        }

        T? result = null;
        int state = AtWork;
        CellWorker mine = worker;
        mine.Start(() =>
        {
            try
            {
                result = work();
            }
            finally
            {
                if (Interlocked.Exchange(ref state, Done) == GivenUp)
                {
                    Interlocked.Decrement(ref leftBehind);
                }

                run.Ended.Set();
            }
        });
        WaitHandle.WaitAny([run.Ended.WaitHandle, run.InterruptRequested.WaitHandle]);
        if (!run.Ended.IsSet && !Stop(run))
        {
            Interlocked.Increment(ref leftBehind);
            if (Interlocked.CompareExchange(ref state, GivenUp, AtWork) == Done)
            {
                // It ended at the last moment.
                Interlocked.Decrement(ref leftBehind);
                return result;
            }

            mine.LeaveBehind();
            worker = new CellWorker();
            return null;
        }

        return result;
    }

    private bool Stop(CellRun run)
    {
        long since = clock.GetTimestamp();
        TimeSpan wait = NudgeAfter;
        while (!run.Ended.Wait(wait))
        {
            if (clock.GetElapsedTime(since) > Patience)
            {
                return false;
            }

            run.NudgeWaitingThread();
            wait = NudgeEvery;
        }

        return true;
    }
}
