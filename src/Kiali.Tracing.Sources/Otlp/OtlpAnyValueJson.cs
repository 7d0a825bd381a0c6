using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads OTLP's attributes: arrays of <c>{"key","value":{"stringValue" | "intValue" | …}}</c>.</summary>
internal sealed class OtlpAnyValueJson(JsonInput input, ReadTally tally)
{
    private const int MaxDepth = 32;

    /// <summary>Reads attributes into the current span of the columns; the reader stands at the array's first token.</summary>
    public void ReadInto(ref Utf8JsonReader reader, SpanColumnsBuilder columns)
    {
        while (NextItem(ref reader))
        {
            int key = -1;
            int text = -1;
            AttributeValue value = default;
            while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> name = input.Utf8(ref reader);
                bool isKey = name.SequenceEqual("key"u8);
                bool isValue = name.SequenceEqual("value"u8);
                input.Read(ref reader);
                if (isKey && reader.TokenType == JsonTokenType.String)
                {
                    key = input.Text(ref reader, columns);
                }
                else if (isValue)
                {
                    value = Read(ref reader, columns, ref text, 0);
                }
                else
                {
                    input.Skip(ref reader);
                }
            }

            if (key < 0)
            {
                CountUnreadable(ref reader);
            }
            else if (text >= 0)
            {
                columns.AddTextAttribute(key, text);
            }
            else
            {
                columns.AddAttribute(key, value);
            }
        }
    }

    /// <summary>Reads attributes as a set of their own; the reader stands at the array's first token.</summary>
    public AttributeSet ReadSet(ref Utf8JsonReader reader) => ReadSet(ref reader, 0);

    /// <summary>Reads attributes with keys as numbers of the columns' strings; the reader stands at the array's first token.</summary>
    public void ReadList(ref Utf8JsonReader reader, SpanColumnsBuilder columns, List<KeyValuePair<int, AttributeValue>> attributes)
    {
        foreach ((string key, AttributeValue value) in ReadSet(ref reader))
        {
            attributes.Add(new(columns.AddString(key), value));
        }
    }

    /// <summary>Reads one value; the reader stands at its first token.</summary>
    public AttributeValue ReadValue(ref Utf8JsonReader reader)
    {
        int text = -1;
        return Read(ref reader, null, ref text, 0);
    }

    private bool NextItem(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndObject))
        {
            input.Skip(ref reader);
            return false;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                return true;
            }

            input.Skip(ref reader);
            CountUnreadable(ref reader);
        }

        return false;
    }

    private AttributeSet ReadSet(ref Utf8JsonReader reader, int depth)
    {
        ImmutableArray<KeyValuePair<string, AttributeValue>>.Builder items = ImmutableArray.CreateBuilder<KeyValuePair<string, AttributeValue>>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return AttributeSet.Empty;
        }

        while (NextItem(ref reader))
        {
            string? key = null;
            AttributeValue value = default;
            while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> name = input.Utf8(ref reader);
                bool isKey = name.SequenceEqual("key"u8);
                bool isValue = name.SequenceEqual("value"u8);
                input.Read(ref reader);
                if (isKey && reader.TokenType == JsonTokenType.String)
                {
                    key = input.String(ref reader);
                }
                else if (isValue)
                {
                    int text = -1;
                    value = Read(ref reader, null, ref text, depth);
                }
                else
                {
                    input.Skip(ref reader);
                }
            }

            if (key is null)
            {
                CountUnreadable(ref reader);
            }
            else
            {
                items.Add(new(key, value));
            }
        }

        return items.Count == 0 ? AttributeSet.Empty : new AttributeSet(items.DrainToImmutable());
    }

    // With columns, text is returned as their number and no string is made.
    private AttributeValue Read(ref Utf8JsonReader reader, SpanColumnsBuilder? columns, ref int text, int depth)
    {
        AttributeValue value = default;
        if (reader.TokenType != JsonTokenType.StartObject || depth > MaxDepth)
        {
            bool isNothing = reader.TokenType == JsonTokenType.Null;
            input.Skip(ref reader);
            if (!isNothing)
            {
                CountUnreadable(ref reader);
            }

            return value;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (name.SequenceEqual("stringValue"u8) || name.SequenceEqual("string_value"u8))
            {
                input.Read(ref reader);
                if (columns is not null && reader.TokenType == JsonTokenType.String)
                {
                    text = input.Text(ref reader, columns);
                }
                else
                {
                    value = AttributeValue.Of(input.String(ref reader));
                    input.Skip(ref reader);
                }
            }
            else
            {
                value = ReadTyped(ref reader, name, depth);
            }
        }

        return value;
    }

    private AttributeValue ReadTyped(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, int depth)
    {
        if (name.SequenceEqual("intValue"u8) || name.SequenceEqual("int_value"u8))
        {
            input.Read(ref reader);
            return JsonInput.TryInteger(ref reader, out long integer) ? AttributeValue.Of(integer) : Unreadable(ref reader);
        }

        if (name.SequenceEqual("boolValue"u8) || name.SequenceEqual("bool_value"u8))
        {
            input.Read(ref reader);
            return reader.TokenType is JsonTokenType.True or JsonTokenType.False
                ? AttributeValue.Of(reader.TokenType == JsonTokenType.True)
                : Unreadable(ref reader);
        }

        if (name.SequenceEqual("doubleValue"u8) || name.SequenceEqual("double_value"u8))
        {
            input.Read(ref reader);
            return JsonInput.TryNumber(ref reader, out double number) ? AttributeValue.Of(number) : Unreadable(ref reader);
        }

        if (name.SequenceEqual("bytesValue"u8) || name.SequenceEqual("bytes_value"u8))
        {
            input.Read(ref reader);
            return ReadBytes(ref reader);
        }

        if (name.SequenceEqual("arrayValue"u8) || name.SequenceEqual("array_value"u8))
        {
            input.Read(ref reader);
            return ReadValues(ref reader, isMap: false, depth + 1);
        }

        if (name.SequenceEqual("kvlistValue"u8) || name.SequenceEqual("kvlist_value"u8))
        {
            input.Read(ref reader);
            return ReadValues(ref reader, isMap: true, depth + 1);
        }

        input.Read(ref reader);
        return Unreadable(ref reader);
    }

    private AttributeValue ReadValues(ref Utf8JsonReader reader, bool isMap, int depth)
    {
        AttributeValue value = isMap ? AttributeValue.Of(AttributeSet.Empty) : AttributeValue.Of(ImmutableArray<AttributeValue>.Empty);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Unreadable(ref reader);
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isValues = input.Utf8(ref reader).SequenceEqual("values"u8);
            input.Read(ref reader);
            if (!isValues)
            {
                input.Skip(ref reader);
            }
            else if (isMap)
            {
                value = AttributeValue.Of(ReadSet(ref reader, depth));
            }
            else
            {
                value = ReadListValue(ref reader, depth);
            }
        }

        return value;
    }

    private AttributeValue ReadListValue(ref Utf8JsonReader reader, int depth)
    {
        ImmutableArray<AttributeValue>.Builder items = ImmutableArray.CreateBuilder<AttributeValue>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Unreadable(ref reader);
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            int text = -1;
            items.Add(Read(ref reader, null, ref text, depth));
        }

        return AttributeValue.Of(items.DrainToImmutable());
    }

    private AttributeValue ReadBytes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return Unreadable(ref reader);
        }

        ReadOnlySpan<byte> utf8 = input.Utf8(ref reader);
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(utf8.Length)];
        return Base64.DecodeFromUtf8(utf8, bytes, out int used, out int written) == OperationStatus.Done && used == utf8.Length
            ? AttributeValue.Of([.. bytes.AsSpan(0, written)])
            : Unreadable(ref reader);
    }

    private AttributeValue Unreadable(ref Utf8JsonReader reader)
    {
        input.Skip(ref reader);
        CountUnreadable(ref reader);
        return default;
    }

    private void CountUnreadable(ref Utf8JsonReader reader)
        => tally.Add("unreadable-attribute", "attributes could not be read and were left out", input.OffsetOf(reader));
}
