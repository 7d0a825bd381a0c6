using System.Text;
using System.Text.Json.Nodes;
using Kiali.Tracing.Tool.Jupyter.Wire;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Writes messages to the front ends: replies to one, broadcasts to all. Safe on several threads.</summary>
internal sealed class FrontEnd(WireFormat format, Action<OutgoingMessage> send)
{
    /// <summary>Answers a request on the channel that it came in on.</summary>
    public void Reply(WireMessage request, string type, JsonObject content) =>
        send(format.Write(request.Channel, request.Identities, type, request.Header, content));

    /// <summary>Asks the front end that sent a request for something, on the channel for questions.</summary>
    public void Ask(WireMessage request, string type, JsonObject content) =>
        send(format.Write(KernelChannel.Stdin, request.Identities, type, request.Header, content));

    /// <summary>Tells all front ends something about a request.</summary>
    /// <param name="parentHeader">The request's header; empty when there is none.</param>
    /// <param name="type">The message's type, and its topic.</param>
    /// <param name="content">The content.</param>
    public void Broadcast(ReadOnlyMemory<byte> parentHeader, string type, JsonObject content) =>
        send(format.Write(KernelChannel.IoPub, [Encoding.ASCII.GetBytes(type)], type, parentHeader, content));

    /// <summary>Tells all front ends whether the kernel is at work.</summary>
    public void Status(ReadOnlyMemory<byte> parentHeader, string state) =>
        Broadcast(parentHeader, "status", new JsonObject { ["execution_state"] = state });
}
