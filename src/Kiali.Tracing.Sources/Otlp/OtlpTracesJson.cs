using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads arrays of OTLP resource spans straight into columns: every resource, every scope, every type of attribute.</summary>
/// <remarks>Accepts hexadecimal and base64 ids, numbers and names of enumerations, and the older <c>instrumentationLibrarySpans</c>.</remarks>
internal sealed class OtlpTracesJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private readonly OtlpSpanJson _spans = new(input, columns, tally);
    private readonly OtlpAnyValueJson _values = new(input, tally);
    private int _resource;
    private int _resourceFirstRow;
    private int _scope;
    private int _scopeFirstRow;

    /// <summary>Reads the array; the reader stands at its first token.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            _resource = 0;
            _resourceFirstRow = columns.Count;
            ReadResourceSpans(ref reader);
        }
    }

    /// <summary>Ends what the file's end cut: the span that was begun is forgotten, the others keep what is known of their origin.</summary>
    public void Abandon() => _spans.Abandon();

    private void ReadResourceSpans(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (name.SequenceEqual("resource"u8))
            {
                input.Read(ref reader);
                _resource = columns.AddResource(new Resource(ReadAttributesOf(ref reader)));
                for (int row = _resourceFirstRow; row < columns.Count; row++)
                {
                    columns.AssignResource(row, _resource);
                }
            }
            else if (OtlpNames.Is(name, "scopeSpans"u8, "scope_spans"u8)
                || OtlpNames.Is(name, "instrumentationLibrarySpans"u8, "instrumentation_library_spans"u8))
            {
                input.Read(ref reader);
                ReadScopes(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }
    }

    private AttributeSet ReadAttributesOf(ref Utf8JsonReader reader)
    {
        AttributeSet attributes = AttributeSet.Empty;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return attributes;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isAttributes = input.Utf8(ref reader).SequenceEqual("attributes"u8);
            input.Read(ref reader);
            if (isAttributes)
            {
                attributes = _values.ReadSet(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        return attributes;
    }

    private void ReadScopes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            _scope = 0;
            _scopeFirstRow = columns.Count;
            ReadScopeSpans(ref reader);
        }
    }

    private void ReadScopeSpans(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (name.SequenceEqual("scope"u8) || OtlpNames.Is(name, "instrumentationLibrary"u8, "instrumentation_library"u8))
            {
                input.Read(ref reader);
                _scope = ReadScope(ref reader);
                for (int row = _scopeFirstRow; row < columns.Count; row++)
                {
                    columns.AssignScope(row, _scope);
                }
            }
            else if (name.SequenceEqual("spans"u8))
            {
                input.Read(ref reader);
                ReadSpans(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }
    }

    private int ReadScope(ref Utf8JsonReader reader)
    {
        string scopeName = string.Empty;
        string version = string.Empty;
        AttributeSet attributes = AttributeSet.Empty;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return 0;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            bool isName = name.SequenceEqual("name"u8);
            bool isVersion = name.SequenceEqual("version"u8);
            bool isAttributes = name.SequenceEqual("attributes"u8);
            input.Read(ref reader);
            if (isAttributes)
            {
                attributes = _values.ReadSet(ref reader);
                continue;
            }

            if (isName)
            {
                scopeName = input.String(ref reader);
            }
            else if (isVersion)
            {
                version = input.String(ref reader);
            }

            input.Skip(ref reader);
        }

        return columns.AddScope(new InstrumentationScope(scopeName, version, attributes));
    }

    private void ReadSpans(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            // Set before the span is read, since committing it resets what was set.
            columns.SetOrigin(_resource, _scope);
            _spans.Read(ref reader);
        }
    }
}
