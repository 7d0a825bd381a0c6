using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads Jaeger's key-values: <c>{"key","type","value"}</c> with type string, bool, int64, float64 or binary, in any order.</summary>
internal sealed class JaegerTagJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private enum TagType
    {
        Unknown,
        Text,
        Boolean,
        Integer,
        Number,
        Binary,
    }

    /// <summary>Reads one tag; the reader stands at its first token and is left at its last.</summary>
    /// <returns>False for something that is no tag, which is counted.</returns>
    public bool TryRead(ref Utf8JsonReader reader, out JaegerTag tag)
    {
        tag = default;
        long offset = input.OffsetOf(reader);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return Unreadable(offset);
        }

        int key = -1;
        TagType type = TagType.Unknown;
        byte[]? early = null;
        JsonTokenType earlyToken = JsonTokenType.None;
        int text = -1;
        AttributeValue value = default;
        bool read = true;
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (name.SequenceEqual("key"u8))
            {
                input.Read(ref reader);
                key = reader.TokenType == JsonTokenType.String ? input.Text(ref reader, columns) : -1;
                input.Skip(ref reader);
            }
            else if (name.SequenceEqual("value"u8))
            {
                input.Read(ref reader);
                if (type == TagType.Unknown && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    earlyToken = reader.TokenType;
                    early = earlyToken == JsonTokenType.String ? input.Utf8(ref reader).ToArray() : reader.ValueSpan.ToArray();
                }
                else
                {
                    read = TryValue(ref reader, type, ref text, ref value);
                }
            }
            else if (name.SequenceEqual("type"u8))
            {
                input.Read(ref reader);
                type = TypeOf(input.Utf8OrEmpty(ref reader));
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        // What a value means is only known with its type, which may come after it.
        if (early is not null)
        {
            bool isBareNumber = earlyToken == JsonTokenType.Number && type == TagType.Unknown;
            FromText(early, isBareNumber ? NumberTypeOf(early) : type, ref text, ref value);
        }

        if (key < 0 || !read)
        {
            return Unreadable(offset);
        }

        tag = new JaegerTag(key, text, value);
        return true;
    }

    /// <summary>A tag's value as an object of its own.</summary>
    public AttributeValue ValueOf(JaegerTag tag) => tag.Text >= 0 ? AttributeValue.Of(columns.TextOf(tag.Text)) : tag.Value;

    private static TagType TypeOf(ReadOnlySpan<byte> word)
        => word.SequenceEqual("string"u8) ? TagType.Text
        : word.SequenceEqual("bool"u8) ? TagType.Boolean
        : word.SequenceEqual("int64"u8) ? TagType.Integer
        : word.SequenceEqual("float64"u8) ? TagType.Number
        : word.SequenceEqual("binary"u8) ? TagType.Binary
        : TagType.Text;

    private bool TryValue(ref Utf8JsonReader reader, TagType type, ref int text, ref AttributeValue value)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when type == TagType.Text:
                text = input.Text(ref reader, columns);
                return true;
            case JsonTokenType.String:
                FromText(input.Utf8(ref reader), type, ref text, ref value);
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                value = AttributeValue.Of(reader.TokenType == JsonTokenType.True);
                return true;
            case JsonTokenType.Number when type == TagType.Text:
                text = columns.AddString(reader.ValueSpan);
                return true;
            case JsonTokenType.Number when type != TagType.Number && reader.TryGetInt64(out long integer):
                value = AttributeValue.Of(integer);
                return true;
            case JsonTokenType.Number when JsonInput.TryNumber(ref reader, out double number):
                value = AttributeValue.Of(number);
                return true;
            case JsonTokenType.Null:
                return true;
            default:
                input.Skip(ref reader);
                return false;
        }
    }

    private static TagType NumberTypeOf(ReadOnlySpan<byte> number)
        => Utf8Parser.TryParse(number, out long _, out int used) && used == number.Length ? TagType.Integer : TagType.Number;

    // Values that JavaScript cannot keep are sent as strings: large integers, NaN, bytes.
    private void FromText(ReadOnlySpan<byte> utf8, TagType type, ref int text, ref AttributeValue value)
    {
        switch (type)
        {
            case TagType.Boolean when utf8.SequenceEqual("true"u8) || utf8.SequenceEqual("false"u8):
                value = AttributeValue.Of(utf8.SequenceEqual("true"u8));
                break;
            case TagType.Integer when Utf8Parser.TryParse(utf8, out long integer, out int used) && used == utf8.Length:
                value = AttributeValue.Of(integer);
                break;
            case TagType.Number when double.TryParse(
                utf8, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number):
                value = AttributeValue.Of(number);
                break;
            case TagType.Binary when FromBase64(utf8) is { } bytes:
                value = AttributeValue.Of(bytes);
                break;
            default:
                text = columns.AddString(utf8);
                break;
        }
    }

    private static ImmutableArray<byte>? FromBase64(ReadOnlySpan<byte> utf8)
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(utf8.Length)];
        return Base64.DecodeFromUtf8(utf8, bytes, out int used, out int written) == System.Buffers.OperationStatus.Done && used == utf8.Length
            ? [.. bytes.AsSpan(0, written)]
            : null;
    }

    private bool Unreadable(long offset)
    {
        tally.Add("unreadable-attribute", "attributes could not be read and were left out", offset);
        return false;
    }
}
