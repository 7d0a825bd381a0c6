using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Tool.Jupyter.Wire;
using NetMQ;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Runs the kernel as this process: its console, signals and unhandled exceptions become those of cells.</summary>
internal static class KernelProcess
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FlushLimit = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ParentCheck = TimeSpan.FromSeconds(1);

    /// <summary>Serves front ends until one of them asks the kernel to end, or until the process that started it is gone.</summary>
    /// <param name="connectionFile">The path of the connection file.</param>
    /// <param name="verbs">Runs the verbs.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string connectionFile, IVerbRunner verbs)
    {
        TextWriter log = Console.Error;
        ConnectionFile connection;
        try
        {
            connection = ConnectionFile.Read(connectionFile);
        }
        catch (InvalidDataException e)
        {
            log.WriteLine(e.Message);
            return ExitCodes.Usage;
        }

        // Before the first regular expression is built: one that backtracks for ever cannot be interrupted.
        AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", RegexTimeout);
        var kernel = new JupyterKernel(connection, verbs, TimeProvider.System, log.WriteLine);
        Console.SetOut(new CellConsoleWriter(isError: false));
        Console.SetError(new CellConsoleWriter(isError: true));
        Console.SetIn(new CellConsoleReader());
        ExceptionHandling.SetUnhandledExceptionHandler(exception => ShowUnhandled(exception));
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            kernel.Interrupt();
        });
        using ITimer? watch = WatchParent(kernel);
        kernel.Run();
        kernel.Dispose();
        Flush();

        // Threads that cells have started do not keep the process.
        Environment.Exit(ExitCodes.Success);
        return ExitCodes.Success;
    }

    // The last replies are still on their way when the sockets are closed.
    private static void Flush()
    {
        var flush = new Thread(() => NetMQConfig.Cleanup()) { IsBackground = true };
        flush.Start();
        flush.Join(FlushLimit);
    }

    private static bool ShowUnhandled(Exception exception)
    {
        string traceback = string.Join('\n', CellTraceback.Failure(exception, (_, _) => null).Traceback);
        CellRun.Current?.Host.Write(isError: true, "in the background: " + traceback + "\n");
        return true;
    }

    // A front end that was killed cannot ask the kernel to end.
    private static ITimer? WatchParent(JupyterKernel kernel)
    {
        string? parent = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        if (OperatingSystem.IsWindows() || !int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id <= 1)
        {
            return null;
        }

        return TimeProvider.System.CreateTimer(
            _ =>
            {
                try
                {
                    using Process alive = Process.GetProcessById(id);
                }
                catch (ArgumentException)
                {
                    kernel.Stop();
                }
            },
            null,
            ParentCheck,
            ParentCheck);
    }
}
