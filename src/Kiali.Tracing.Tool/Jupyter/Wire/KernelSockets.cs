using NetMQ;
using NetMQ.Sockets;

namespace Kiali.Tracing.Tool.Jupyter.Wire;

/// <summary>The kernel's five sockets, all owned by the thread that calls <see cref="Run"/>: NetMQ's sockets are for one thread each.</summary>
/// <remarks><see cref="Send"/> and <see cref="Stop"/> may be called from any thread; everything else belongs to the owner.</remarks>
internal sealed class KernelSockets : IDisposable
{
    private const long MaximumFrameBytes = 256 * 1024 * 1024;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(300);
    private readonly RouterSocket shell = new();
    private readonly RouterSocket control = new();
    private readonly RouterSocket stdin = new();
    private readonly RouterSocket heartbeat = new();
    private readonly PublisherSocket ioPub = new();
    private readonly NetMQQueue<OutgoingMessage?> outgoing = new();
    private readonly NetMQPoller poller = [];
    private readonly WireFormat format;
    private readonly Action<WireMessage> receive;
    private readonly Action<string> report;

    /// <summary>Binds the sockets.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="format">Reads requests.</param>
    /// <param name="receive">Gets each request, on the owner's thread; it must not block.</param>
    /// <param name="report">Gets a line about each message that was refused.</param>
    /// <exception cref="InvalidDataException">An address cannot be bound.</exception>
    public KernelSockets(ConnectionFile connection, WireFormat format, Action<WireMessage> receive, Action<string> report)
    {
        this.format = format;
        this.receive = receive;
        this.report = report;
        Bind(shell, connection.Address(connection.ShellPort));
        Bind(control, connection.Address(connection.ControlPort));
        Bind(stdin, connection.Address(connection.StdinPort));
        Bind(heartbeat, connection.Address(connection.HeartbeatPort));
        Bind(ioPub, connection.Address(connection.IoPubPort));
        Listen(shell, KernelChannel.Shell);
        Listen(control, KernelChannel.Control);
        Listen(stdin, KernelChannel.Stdin);
        heartbeat.ReceiveReady += (_, _) => heartbeat.SendMultipartMessage(heartbeat.ReceiveMultipartMessage());
        poller.Add(heartbeat);
        outgoing.ReceiveReady += (_, _) => Drain();
        poller.Add(outgoing);
    }

    /// <summary>Moves messages until <see cref="Stop"/>; what was sent before it still goes out.</summary>
    public void Run() => poller.Run();

    /// <summary>Sends a message after those sent before it, whatever their channels.</summary>
    public void Send(OutgoingMessage message) => outgoing.Enqueue(message);

    /// <summary>Ends <see cref="Run"/> once everything sent so far has been written.</summary>
    public void Stop() => outgoing.Enqueue(null);

    public void Dispose()
    {
        poller.Dispose();
        shell.Dispose();
        control.Dispose();
        stdin.Dispose();
        heartbeat.Dispose();
        ioPub.Dispose();
        outgoing.Dispose();
    }

    private static void Bind(NetMQSocket socket, string address)
    {
        // A front end that reads slowly must not lose messages: no limit on those waiting for it.
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        socket.Options.Linger = Linger;
        socket.Options.MaxMsgSize = MaximumFrameBytes;
        try
        {
            socket.Bind(address);
        }
        catch (NetMQException e)
        {
            throw new InvalidDataException($"The kernel cannot listen on {address}: {e.Message}", e);
        }
    }

    private void Listen(RouterSocket socket, KernelChannel channel)
    {
        socket.ReceiveReady += (_, _) =>
        {
            NetMQMessage frames = socket.ReceiveMultipartMessage();
            WireMessage? message = format.Read(channel, [.. frames.Select(frame => frame.ToByteArray())], out string problem);
            if (message is null)
            {
                report($"Dropped a message on {channel}: {problem}.");
                return;
            }

            receive(message);
        };
        poller.Add(socket);
    }

    private void Drain()
    {
        while (outgoing.TryDequeue(out OutgoingMessage? message, TimeSpan.Zero))
        {
            if (message is null)
            {
                poller.Stop();
                return;
            }

            NetMQSocket socket = message.Channel switch
            {
                KernelChannel.Shell => shell,
                KernelChannel.Control => control,
                KernelChannel.Stdin => stdin,
                _ => ioPub,
            };
            var frames = new NetMQMessage();
            foreach (byte[] frame in message.Frames)
            {
                frames.Append(frame);
            }

            // A front end that has gone away is no reason to stop: the router drops what it cannot route.
            socket.TrySendMultipartMessage(frames);
        }
    }
}
