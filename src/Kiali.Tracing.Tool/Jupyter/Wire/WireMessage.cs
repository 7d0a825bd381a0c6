using System.Collections.Immutable;
using System.Text.Json;

namespace Kiali.Tracing.Tool.Jupyter.Wire;

/// <summary>One request of a front end.</summary>
/// <param name="Channel">Where it came in, and where its reply goes.</param>
/// <param name="Identities">The routing frames; a reply carries them back as they came.</param>
/// <param name="Header">The header's bytes as they came: a reply repeats them as its parent header, byte for byte.</param>
/// <param name="Type">What is asked, for instance <c>execute_request</c>.</param>
/// <param name="Id">The request's identifier.</param>
/// <param name="Content">What is asked for exactly.</param>
internal sealed record WireMessage(
    KernelChannel Channel,
    ImmutableArray<byte[]> Identities,
    byte[] Header,
    string Type,
    string Id,
    JsonElement Content)
{
    /// <summary>A text of the content, or the given one when it is absent or of another kind.</summary>
    public string Text(string name, string absent = "") =>
        Property(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? absent : absent;

    /// <summary>A truth value of the content, or the given one when it is absent or of another kind.</summary>
    public bool Flag(string name, bool absent) => Property(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => absent,
    };

    /// <summary>A whole number of the content, or null when it is absent or of another kind.</summary>
    public int? Number(string name) =>
        Property(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    /// <summary>A property of the content; undefined when it is absent.</summary>
    public JsonElement Property(string name) =>
        Content.ValueKind == JsonValueKind.Object && Content.TryGetProperty(name, out JsonElement value) ? value : default;
}
