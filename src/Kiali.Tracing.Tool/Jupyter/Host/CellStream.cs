using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Gathers what one cell prints, and sends it in a few large messages.</summary>
/// <remarks>Safe on several threads. Standard output and standard error keep their order among each other.</remarks>
internal sealed class CellStream(FrontEnd frontEnd, ReadOnlyMemory<byte> parentHeader)
{
    private const int FlushAt = 32 * 1024;
    private const long MaximumCharacters = 4_000_000;
    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private bool pendingIsError;
    private long written;
    private long leftOut;

    /// <summary>Adds text.</summary>
    public void Write(bool isError, string text)
    {
        lock (gate)
        {
            if (isError != pendingIsError)
            {
                Send(everything: true);
                pendingIsError = isError;
            }

            // A loop that prints for ever must not fill the notebook.
            long room = MaximumCharacters - written;
            if (text.Length > room)
            {
                leftOut += text.Length - room;
                text = text[..(int)room];
            }

            written += text.Length;
            pending.Append(text);
            if (pending.Length >= FlushAt)
            {
                Send(everything: false);
            }
        }
    }

    /// <summary>Sends what is there.</summary>
    public void Flush()
    {
        lock (gate)
        {
            Send(everything: false);
        }
    }

    /// <summary>Sends what is there, and how much was left out: the cell has ended.</summary>
    public void Finish()
    {
        lock (gate)
        {
            Send(everything: true);
            if (leftOut > 0)
            {
                pendingIsError = true;
                pending.Append(CultureInfo.InvariantCulture, $"… {leftOut:N0} more characters of output were left out.\n");
                leftOut = 0;
                Send(everything: true);
            }
        }
    }

    // The first half of a surrogate pair waits for the second, unless nothing can follow.
    private void Send(bool everything)
    {
        int length = pending.Length;
        if (!everything && length > 0 && char.IsHighSurrogate(pending[length - 1]))
        {
            length--;
        }

        if (length == 0)
        {
            return;
        }

        frontEnd.Broadcast(parentHeader, "stream", new JsonObject
        {
            ["name"] = pendingIsError ? "stderr" : "stdout",
            ["text"] = WellFormed.Text(pending.ToString(0, length)),
        });
        pending.Remove(0, length);
    }
}
