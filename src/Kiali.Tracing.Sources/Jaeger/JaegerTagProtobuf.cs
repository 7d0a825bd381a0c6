using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Protobuf;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads the key-values of Jaeger's api_v2: a type, and of the five fields for values the one that the type names.</summary>
internal sealed class JaegerTagProtobuf(SpanColumnsBuilder columns, ProtobufText texts, ReadTally tally)
{
    private const ulong TextType = 0;
    private const ulong BooleanType = 1;
    private const ulong IntegerType = 2;
    private const ulong NumberType = 3;
    private const ulong BinaryType = 4;

    /// <summary>Reads one tag.</summary>
    /// <param name="message">The <c>KeyValue</c>.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>False for something that is no tag, which is counted.</returns>
    public bool TryRead(ReadOnlySpan<byte> message, out JaegerTag tag)
    {
        tag = default;
        ReadOnlySpan<byte> key = default;
        ReadOnlySpan<byte> text = default;
        ReadOnlySpan<byte> binary = default;
        ulong type = TextType;
        ulong flag = 0;
        ulong integer = 0;
        ulong number = 0;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            switch (reader.Field, reader.WireType)
            {
                case (1, ProtobufReader.Bytes):
                    key = reader.Content;
                    break;
                case (2, ProtobufReader.Varint):
                    type = reader.Number;
                    break;
                case (3, ProtobufReader.Bytes):
                    text = reader.Content;
                    break;
                case (4, ProtobufReader.Varint):
                    flag = reader.Number;
                    break;
                case (5, ProtobufReader.Varint):
                    integer = reader.Number;
                    break;
                case (6, ProtobufReader.Fixed64):
                    number = reader.Number;
                    break;
                case (7, ProtobufReader.Bytes):
                    binary = reader.Content;
                    break;
            }
        }

        if (reader.IsMalformed || type > BinaryType)
        {
            tally.Add("unreadable-attribute", "attributes could not be read and were left out");
            return false;
        }

        int keyNumber = columns.AddString(texts.Clean(key));
        tag = type switch
        {
            BooleanType => new JaegerTag(keyNumber, -1, AttributeValue.Of(flag != 0)),
            IntegerType => new JaegerTag(keyNumber, -1, AttributeValue.Of(unchecked((long)integer))),
            NumberType => new JaegerTag(keyNumber, -1, AttributeValue.Of(BitConverter.UInt64BitsToDouble(number))),
            BinaryType => new JaegerTag(keyNumber, -1, AttributeValue.Of([.. binary])),
            _ => new JaegerTag(keyNumber, columns.AddString(texts.Clean(text)), default),
        };
        return true;
    }

    /// <summary>Reads a process as the attributes of a resource.</summary>
    /// <param name="message">The <c>Process</c>.</param>
    /// <returns>The service's name, then the tags.</returns>
    public AttributeSet ReadProcess(ReadOnlySpan<byte> message)
    {
        string? service = null;
        List<KeyValuePair<string, AttributeValue>> attributes = [];
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Is(1, ProtobufReader.Bytes))
            {
                service = texts.StringOf(reader.Content);
            }
            else if (reader.Is(2, ProtobufReader.Bytes) && TryRead(reader.Content, out JaegerTag tag))
            {
                attributes.Add(new(columns.TextOf(tag.Key), tag.Text >= 0 ? AttributeValue.Of(columns.TextOf(tag.Text)) : tag.Value));
            }
        }

        if (reader.IsMalformed)
        {
            tally.Add("unreadable-attribute", "attributes could not be read and were left out");
        }

        if (service is not null)
        {
            attributes.Insert(0, new(OpenTelemetryAttributes.ServiceName, AttributeValue.Of(service)));
        }

        return new AttributeSet([.. attributes]);
    }
}
