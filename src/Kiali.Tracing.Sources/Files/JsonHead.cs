using System.Text;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Files;

/// <summary>The property names near the start of JSON, by which its kind is told before it is read.</summary>
/// <remarks>A name within another has a path, <c>elements/nodes</c>; lists are looked through. Only the first document counts.</remarks>
internal sealed class JsonHead
{
    private const int Deepest = 4;
    private const int MostNames = 512;

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>Reads the first names.</summary>
    /// <param name="head">The first bytes of a file.</param>
    /// <returns>The names up to where the bytes end or stop being JSON; null for what does not begin as an object or list.</returns>
    public static JsonHead? Of(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> trimmed = head.TrimStart(" \t\r\n"u8);
        if (trimmed.IsEmpty || trimmed[0] is not ((byte)'{' or (byte)'['))
        {
            return null;
        }

        JsonHead names = new();
        try
        {
            names.Read(trimmed);
        }
        catch (JsonException)
        {
            // What was read before tells the kind; the reader of that kind says what is wrong.
        }

        return names._paths.Count > 0 || trimmed[0] == '{' ? names : null;
    }

    /// <summary>Whether all of these paths are there.</summary>
    public bool Has(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            if (!_paths.Contains(path))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether one of these paths is there.</summary>
    public bool HasAny(params IEnumerable<string> paths) => paths.Any(_paths.Contains);

    private void Read(ReadOnlySpan<byte> head)
    {
        Utf8JsonReader reader = new(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 1024 }));
        List<string> objects = [];
        string name = string.Empty;
        int depth = 0;
        while (reader.Read() && _paths.Count < MostNames)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.ValueSpan.Length <= 64 ? Encoding.UTF8.GetString(reader.ValueSpan) : string.Empty;
                    if (objects.Count <= Deepest)
                    {
                        _paths.Add(string.Concat(objects.Skip(1).Select(parent => parent + "/")) + name);
                    }

                    break;
                case JsonTokenType.StartObject:
                    objects.Add(name);
                    depth++;
                    break;
                case JsonTokenType.EndObject:
                    name = objects[^1];
                    objects.RemoveAt(objects.Count - 1);
                    depth--;
                    break;
                case JsonTokenType.StartArray:
                    depth++;
                    break;
                case JsonTokenType.EndArray:
                    depth--;
                    break;
            }

            if (depth == 0)
            {
                return;
            }
        }
    }
}
