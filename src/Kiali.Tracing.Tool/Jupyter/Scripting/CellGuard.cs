using System.Runtime.CompilerServices;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>The calls that are compiled into the loops and methods of cells, so that an interrupt reaches running code.</summary>
/// <remarks>
/// Public and static because compiled cells, their types' static members included, call it. .NET has no other way to stop a thread: what is
/// compiled without these calls (one long call into a library) is left behind on its thread when it does not come back.
/// </remarks>
public static class CellGuard
{
    private static volatile bool alert;

    /// <summary>Called at each turn of a loop.</summary>
    /// <exception cref="OperationCanceledException">The cell that runs was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Loop()
    {
        if (alert)
        {
            ThrowIfInterrupted();
        }
    }

    /// <summary>Called at the start of each method, local function, accessor and lambda.</summary>
    /// <exception cref="OperationCanceledException">The cell that runs was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep; without this the process would end.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (alert)
        {
            ThrowIfInterrupted();
        }
    }

    /// <summary>Makes every guard look whether its own cell was interrupted.</summary>
    internal static void Raise() => alert = true;

    /// <summary>Makes guards cheap again: no interrupted cell can be running any more.</summary>
    internal static void Lower() => alert = false;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowIfInterrupted()
    {
        if (CellRun.Current is { IsInterrupted: true })
        {
            throw new OperationCanceledException("The cell was interrupted.");
        }
    }
}
