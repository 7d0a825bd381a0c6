using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kiali.Tracing.Tool.Jupyter.Wire;

/// <summary>Reads and writes messages of Jupyter's protocol 5.3 as frames.</summary>
/// <remarks>Safe on several threads.</remarks>
internal sealed class WireFormat(MessageSigner signer, TimeProvider clock, string session)
{
    /// <summary>The version of the protocol spoken here.</summary>
    public const string ProtocolVersion = "5.3";

    // Text goes into JSON alone, where nothing but quotes and controls needs escaping.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();
    private long messagesWritten;

    /// <summary>Reads a request.</summary>
    /// <param name="channel">The channel it came in on.</param>
    /// <param name="frames">Its frames.</param>
    /// <param name="problem">Why it was refused, when the answer is null.</param>
    public WireMessage? Read(KernelChannel channel, IReadOnlyList<byte[]> frames, out string problem)
    {
        int delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter))
        {
            delimiter++;
        }

        if (frames.Count - delimiter < 6)
        {
            problem = "it has too few frames";
            return null;
        }

        byte[] header = frames[delimiter + 2];
        byte[] content = frames[delimiter + 5];
        if (!signer.Verify(frames[delimiter + 1], header, frames[delimiter + 3], frames[delimiter + 4], content))
        {
            problem = "its signature is wrong";
            return null;
        }

        try
        {
            JsonElement parsed = Parse(header);
            problem = string.Empty;
            return new WireMessage(
                channel,
                [.. frames.Take(delimiter)],
                header,
                parsed.GetProperty("msg_type").GetString() ?? string.Empty,
                parsed.GetProperty("msg_id").GetString() ?? string.Empty,
                Parse(content));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            problem = "its header or content is not the JSON of a message";
            return null;
        }
    }

    /// <summary>Writes a message.</summary>
    /// <param name="channel">The channel it goes out on.</param>
    /// <param name="identities">The routing frames; for a broadcast, its topic.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="parentHeader">The header's bytes of the request that it belongs to; empty when there is none.</param>
    /// <param name="content">The content.</param>
    public OutgoingMessage Write(
        KernelChannel channel, ImmutableArray<byte[]> identities, string type, ReadOnlyMemory<byte> parentHeader, JsonObject content)
    {
        byte[] header = Header(type);
        byte[] parent = parentHeader.IsEmpty ? EmptyObject : parentHeader.ToArray();
        byte[] body = ToUtf8(content);
        byte[] signature = signer.Sign(header, parent, EmptyObject, body);
        return new OutgoingMessage(channel, [.. identities, Delimiter, signature, header, parent, EmptyObject, body]);
    }

    private static JsonElement Parse(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.Clone();
    }

    private static byte[] ToUtf8(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            node.WriteTo(writer);
        }

        return stream.ToArray();
    }

    private byte[] Header(string type) => ToUtf8(new JsonObject
    {
        ["msg_id"] = string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref messagesWritten)}"),
        ["session"] = session,
        ["username"] = "kernel",
        ["date"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = ProtocolVersion,
    });
}
