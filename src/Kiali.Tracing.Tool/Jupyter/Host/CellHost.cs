using System.Text.Json.Nodes;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Tool.Jupyter.Wire;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>What one cell shows and asks, as messages that belong to its request.</summary>
internal sealed class CellHost(WireMessage request, FrontEnd frontEnd, InputReplies inputs, OutputFlusher flusher) : ICellHost
{
    private int touched;
    private readonly CellStream stream = new(frontEnd, request.Header);

    /// <summary>The request that started the cell.</summary>
    public WireMessage Request { get; } = request;

    public void Write(bool isError, string text)
    {
        stream.Write(isError, text);
        if (Interlocked.Exchange(ref touched, 1) == 0)
        {
            flusher.Touch(this);
        }
    }

    public void Display(MimeBundle bundle, string? displayId = null)
    {
        stream.Flush();
        frontEnd.Broadcast(Request.Header, "display_data", Replies.Display(bundle, displayId));
    }

    public void UpdateDisplay(MimeBundle bundle, string displayId)
    {
        stream.Flush();
        frontEnd.Broadcast(Request.Header, "update_display_data", Replies.Display(bundle, displayId));
    }

    public void ClearOutput(bool wait)
    {
        stream.Flush();
        frontEnd.Broadcast(Request.Header, "clear_output", new JsonObject { ["wait"] = wait });
    }

    public string ReadLine(string prompt, bool password, CancellationToken cancellationToken)
    {
        if (!Request.Flag("allow_stdin", absent: false))
        {
            throw new InvalidOperationException("This front end cannot ask for input.");
        }

        stream.Flush();
        inputs.Clear();
        frontEnd.Ask(Request, "input_request", new JsonObject { ["prompt"] = WellFormed.Text(prompt), ["password"] = password });
        return inputs.Take(cancellationToken);
    }

    /// <summary>Sends what the cell has printed since the flusher was told.</summary>
    public void FlushTouched()
    {
        Volatile.Write(ref touched, 0);
        stream.Flush();
    }

    /// <summary>Sends all that the cell has printed: it has ended.</summary>
    public void Finish() => stream.Finish();
}
