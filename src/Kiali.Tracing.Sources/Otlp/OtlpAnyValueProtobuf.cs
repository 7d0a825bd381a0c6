using System.Collections.Immutable;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Protobuf;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads OTLP's attributes in protobuf: <c>KeyValue</c> and <c>AnyValue</c>.</summary>
internal sealed class OtlpAnyValueProtobuf(ReadTally tally)
{
    private const int MaxDepth = 32;
    private const int Key = 1;
    private const int Value = 2;
    private const int TextValue = 1;
    private const int BooleanValue = 2;
    private const int IntegerValue = 3;
    private const int NumberValue = 4;
    private const int ListValue = 5;
    private const int MapValue = 6;
    private const int BytesValue = 7;
    private const int Items = 1;

    private readonly ProtobufText _texts = new(tally);

    /// <summary>The number of a text in columns.</summary>
    public int TextOf(ReadOnlySpan<byte> utf8, SpanColumnsBuilder columns) => columns.AddString(_texts.Clean(utf8));

    /// <summary>A text.</summary>
    public string StringOf(ReadOnlySpan<byte> utf8) => _texts.StringOf(utf8);

    /// <summary>Reads one <c>KeyValue</c> into the current span of the columns; a value of text makes no string.</summary>
    /// <param name="keyValue">The message.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="recent">What stood at the same place of the span before.</param>
    /// <param name="place">How many attributes the span has so far.</param>
    public void ReadInto(ReadOnlySpan<byte> keyValue, SpanColumnsBuilder columns, RecentTexts recent, int place)
    {
        if (IsShortText(keyValue))
        {
            int keyLength = keyValue[1];
            columns.AddTextAttribute(recent.KeyNumberOf(keyValue.Slice(2, keyLength), place), recent.ValueNumberOf(keyValue[(keyLength + 6)..], place));
            return;
        }

        if (!TrySplit(keyValue, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> any))
        {
            CountUnreadable();
            return;
        }

        int number = recent.KeyNumberOf(key, place);
        ProtobufReader reader = new(any);
        int text = -1;
        AttributeValue value = default;
        while (reader.Next())
        {
            if (reader.Is(TextValue, ProtobufReader.Bytes))
            {
                text = recent.ValueNumberOf(reader.Content, place);
            }
            else
            {
                text = -1;
                value = Typed(in reader, 0);
            }
        }

        if (reader.IsMalformed)
        {
            CountUnreadable();
        }
        else if (text >= 0)
        {
            columns.AddTextAttribute(number, text);
        }
        else
        {
            columns.AddAttribute(number, value);
        }
    }

    // Key, then value, then its text, each shorter than 128 bytes and nothing else: nearly every attribute there is.
    private static bool IsShortText(ReadOnlySpan<byte> keyValue)
    {
        if (keyValue.Length < 6 || keyValue[0] != 0x0A || keyValue[1] >= 0x80 || keyValue.Length < keyValue[1] + 6)
        {
            return false;
        }

        ReadOnlySpan<byte> value = keyValue[(keyValue[1] + 2)..];
        return value[0] == 0x12 && value[1] == value.Length - 2 && value[1] < 0x80 && value[2] == 0x0A && value[3] == value.Length - 4;
    }

    /// <summary>Reads one <c>KeyValue</c> with its key as a number of the columns' strings.</summary>
    public void ReadInto(ReadOnlySpan<byte> keyValue, SpanColumnsBuilder columns, List<KeyValuePair<int, AttributeValue>> attributes)
    {
        if (TrySplit(keyValue, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> any))
        {
            attributes.Add(new(TextOf(key, columns), Read(any, 0)));
        }
        else
        {
            CountUnreadable();
        }
    }

    /// <summary>Reads the <c>KeyValue</c>s of a message's field as a set of their own.</summary>
    /// <param name="message">The message.</param>
    /// <param name="field">The field's number.</param>
    public AttributeSet ReadSet(ReadOnlySpan<byte> message, int field) => ReadSet(message, field, 0);

    /// <summary>Reads one <c>AnyValue</c>.</summary>
    public AttributeValue Read(ReadOnlySpan<byte> any) => Read(any, 0);

    private AttributeSet ReadSet(ReadOnlySpan<byte> message, int field, int depth)
    {
        ImmutableArray<KeyValuePair<string, AttributeValue>>.Builder? items = null;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (!reader.Is(field, ProtobufReader.Bytes))
            {
                continue;
            }

            if (TrySplit(reader.Content, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> any))
            {
                items ??= ImmutableArray.CreateBuilder<KeyValuePair<string, AttributeValue>>();
                items.Add(new(StringOf(key), Read(any, depth)));
            }
            else
            {
                CountUnreadable();
            }
        }

        if (reader.IsMalformed)
        {
            CountUnreadable();
        }

        return items is null ? AttributeSet.Empty : new AttributeSet(items.DrainToImmutable());
    }

    private static bool TrySplit(ReadOnlySpan<byte> keyValue, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        key = default;
        value = default;
        ProtobufReader reader = new(keyValue);
        while (reader.Next())
        {
            if (reader.Is(Key, ProtobufReader.Bytes))
            {
                key = reader.Content;
            }
            else if (reader.Is(Value, ProtobufReader.Bytes))
            {
                value = reader.Content;
            }
        }

        return !reader.IsMalformed;
    }

    private AttributeValue Read(ReadOnlySpan<byte> any, int depth)
    {
        AttributeValue value = default;
        ProtobufReader reader = new(any);
        while (reader.Next())
        {
            value = reader.Is(TextValue, ProtobufReader.Bytes) ? AttributeValue.Of(StringOf(reader.Content)) : Typed(in reader, depth);
        }

        if (reader.IsMalformed)
        {
            CountUnreadable();
            return default;
        }

        return value;
    }

    private AttributeValue Typed(in ProtobufReader reader, int depth)
    {
        switch (reader.Field, reader.WireType)
        {
            case (IntegerValue, ProtobufReader.Varint):
                return AttributeValue.Of(unchecked((long)reader.Number));
            case (BooleanValue, ProtobufReader.Varint):
                return AttributeValue.Of(reader.Number != 0);
            case (NumberValue, ProtobufReader.Fixed64):
                return AttributeValue.Of(BitConverter.UInt64BitsToDouble(reader.Number));
            case (BytesValue, ProtobufReader.Bytes):
                return AttributeValue.Of([.. reader.Content]);
            case (ListValue, ProtobufReader.Bytes) when depth < MaxDepth:
                return AttributeValue.Of(ReadItems(reader.Content, depth + 1));
            case (MapValue, ProtobufReader.Bytes) when depth < MaxDepth:
                return AttributeValue.Of(ReadSet(reader.Content, Items, depth + 1));
            default:
                CountUnreadable();
                return default;
        }
    }

    private ImmutableArray<AttributeValue> ReadItems(ReadOnlySpan<byte> list, int depth)
    {
        ImmutableArray<AttributeValue>.Builder items = ImmutableArray.CreateBuilder<AttributeValue>();
        ProtobufReader reader = new(list);
        while (reader.Next())
        {
            if (reader.Is(Items, ProtobufReader.Bytes))
            {
                items.Add(Read(reader.Content, depth));
            }
        }

        if (reader.IsMalformed)
        {
            CountUnreadable();
        }

        return items.DrainToImmutable();
    }

    private void CountUnreadable() => tally.Add("unreadable-attribute", "attributes could not be read and were left out");
}
