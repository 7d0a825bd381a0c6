using Kiali.Tracing.Tool.Jupyter.Wire;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Requests of the shell channel, in the order in which they came. Safe on several threads.</summary>
internal sealed class RequestQueue
{
    private readonly object gate = new();
    private readonly List<WireMessage> waiting = [];

    public void Add(WireMessage request)
    {
        lock (gate)
        {
            waiting.Add(request);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits for the next request.</summary>
    public WireMessage Take()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                Monitor.Wait(gate);
            }

            WireMessage next = waiting[0];
            waiting.RemoveAt(0);
            return next;
        }
    }

    /// <summary>Takes all waiting requests of a type out of the queue.</summary>
    public IReadOnlyList<WireMessage> TakeAll(string type)
    {
        lock (gate)
        {
            WireMessage[] taken = [.. waiting.Where(request => request.Type == type)];
            waiting.RemoveAll(request => request.Type == type);
            return taken;
        }
    }
}
