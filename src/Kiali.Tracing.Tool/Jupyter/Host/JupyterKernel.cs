using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Tool.Jupyter.Assistance;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Tool.Jupyter.Wire;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>A Jupyter kernel: C# cells and <c>#!kiali</c> lines, over the protocol 5.3.</summary>
/// <remarks>
/// Threads: the caller of <see cref="Run"/> owns all sockets and never blocks; one thread answers the shell's requests in order; one runs
/// cells, and is replaced when a cell does not let go of it.
/// </remarks>
internal sealed class JupyterKernel : IDisposable
{
    private readonly RequestQueue requests = new();
    private readonly InputReplies inputs = new();
    private readonly KernelSockets sockets;
    private readonly FrontEnd frontEnd;
    private readonly OutputFlusher flusher;
    private readonly ShellLoop shell;

    /// <summary>Binds the kernel's sockets and starts to warm the compiler up.</summary>
    /// <param name="connection">Where to listen.</param>
    /// <param name="verbs">Runs the verbs.</param>
    /// <param name="clock">Dates messages and measures patience.</param>
    /// <param name="report">Gets a line about each message that was refused.</param>
    /// <exception cref="InvalidDataException">A socket cannot be bound.</exception>
    public JupyterKernel(ConnectionFile connection, IVerbRunner verbs, TimeProvider clock, Action<string> report)
    {
        string session = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var format = new WireFormat(new MessageSigner(connection.Key), clock, session);
        sockets = new KernelSockets(connection, format, Receive, report);
        frontEnd = new FrontEnd(format, sockets.Send);
        flusher = new OutputFlusher(clock);
        Task<ScriptSession> script = Task.Factory.StartNew(
            ScriptWarmUp.Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        shell = new ShellLoop(
            requests,
            frontEnd,
            inputs,
            flusher,
            new CellExecution(script, verbs, clock),
            new CodeAssistant(script, verbs),
            new CellThread(clock),
            session);
    }

    /// <summary>Serves front ends until one of them asks the kernel to end.</summary>
    public void Run()
    {
        new Thread(shell.Run) { IsBackground = true, Name = "shell" }.Start();
        frontEnd.Status(default, "starting");
        sockets.Run();
    }

    /// <summary>Stops the cell that runs at this moment, if one does. Returns at once.</summary>
    public void Interrupt() => shell.Running?.Interrupt();

    /// <summary>Ends <see cref="Run"/>. Returns at once.</summary>
    public void Stop() => sockets.Stop();

    public void Dispose()
    {
        flusher.Dispose();
        sockets.Dispose();
    }

    // On the sockets' thread: nothing here may wait.
    private void Receive(WireMessage message)
    {
        if (message.Channel == KernelChannel.Stdin)
        {
            if (message.Type == "input_reply")
            {
                inputs.Add(message.Text("value"));
            }
        }
        else if (message.Type == "shutdown_request")
        {
            ShutDown(message);
        }
        else if (message.Channel == KernelChannel.Control)
        {
            Control(message);
        }
        else
        {
            requests.Add(message);
        }
    }

    private void Control(WireMessage message)
    {
        frontEnd.Status(message.Header, "busy");
        if (message.Type == "interrupt_request")
        {
            Interrupt();
            frontEnd.Reply(message, "interrupt_reply", Replies.Ok());
        }
        else if (message.Type == "kernel_info_request")
        {
            frontEnd.Reply(message, "kernel_info_reply", Replies.KernelInfo());
        }

        frontEnd.Status(message.Header, "idle");
    }

    private void ShutDown(WireMessage message)
    {
        frontEnd.Status(message.Header, "busy");
        JsonObject Content() => new() { ["status"] = "ok", ["restart"] = message.Flag("restart", absent: false) };
        frontEnd.Reply(message, "shutdown_reply", Content());
        frontEnd.Broadcast(message.Header, "shutdown_reply", Content());
        frontEnd.Status(message.Header, "idle");
        Stop();
    }
}
