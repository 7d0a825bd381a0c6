using System.Text;
using System.Text.Json;

namespace Kiali.Tracing.Logs;

/// <summary>The fields of a line that is a JSON object; those of objects within it have a path, <c>dd.trace_id</c>.</summary>
/// <remarks>Values are as text; null and lists are left out. At most 256 fields are read, from at most 8 levels; a name that comes twice has its first value.</remarks>
internal sealed class JsonLine
{
    private const int MostFields = 256;
    private const int MostDepth = 8;
    private const int LongestLine = 1 << 20;

    private readonly List<(string Name, string Value)> _fields;

    private JsonLine(List<(string Name, string Value)> fields) => _fields = fields;

    /// <summary>The fields in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields => _fields;

    /// <summary>A field's value by its name or path, without regard to case; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach ((string key, string value) in _fields)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a line; null when it is no JSON object, or not all of one.</summary>
    public static JsonLine? Read(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        if (text.Length is < 2 or > LongestLine || text[0] != '{' || text[^1] != '}')
        {
            return null;
        }

        byte[] utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int length = Encoding.UTF8.GetBytes(text, utf8);
        try
        {
            return ReadObject(utf8.AsSpan(0, length));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonLine ReadObject(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 64 });
        List<(string Name, string Value)> fields = [];
        List<string> path = [];
        string name = string.Empty;
        reader.Read();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Text(ref reader);
                    break;
                case JsonTokenType.StartObject when path.Count < MostDepth:
                    path.Add(name);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                case JsonTokenType.EndObject when path.Count > 0:
                    path.RemoveAt(path.Count - 1);
                    break;
                case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when fields.Count < MostFields:
                    fields.Add((path.Count == 0 ? name : $"{string.Join('.', path)}.{name}", Text(ref reader)));
                    break;
            }
        }

        return new JsonLine(fields);
    }

    // A value may hold bytes that are no UTF-8, which GetString refuses.
    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
