using System.Globalization;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Writes Jaeger's api_v2 protobuf: chunks of spans, each with its process; fields in any order, defaults left away or not, unknown fields.</summary>
internal sealed class JaegerProtobufWriter(Random dice)
{
    private readonly bool _shuffles = dice.Next(2) == 0;
    private readonly bool _writesDefaults = dice.Next(2) == 0;

    /// <summary>Writes spans in their order, some in each chunk.</summary>
    public IEnumerable<byte[]> WriteChunks(IEnumerable<ModelSpan> spans, int most) => spans.Chunk(most).Select(WriteChunk);

    public byte[] WriteChunk(IEnumerable<ModelSpan> spans) => new ProtobufMessage().Messages(1, spans.Select(Span)).ToArray();

    private ProtobufMessage Span(ModelSpan span)
    {
        ProtobufMessage message = new ProtobufMessage()
            .Bytes(1, IdOf(span.TraceId))
            .Bytes(2, Convert.FromHexString(span.SpanId.ToString()))
            .Text(3, span.Name)
            .Messages(4, References(span))
            .Varint(5, 1)
            .Message(6, Time(span.StartMicros))
            .Message(7, Time(span.DurationMicros))
            .Messages(8, span.Attributes.Concat(JaegerWriter.FieldTags(span)).Select(Tag))
            .Messages(9, span.Events.Select(item => Mix(new ProtobufMessage()
                .Message(1, Time(item.Micros))
                .Messages(2, item.Attributes.Prepend(new ModelAttribute("event", item.Name)).Select(Tag)))))
            .Message(10, new ProtobufMessage().Text(1, span.Service))
            .Text(11, _writesDefaults ? "p1" : string.Empty)
            .Text(99, "of a newer version");
        return Mix(message);
    }

    private IEnumerable<ProtobufMessage> References(ModelSpan span)
    {
        if (!span.Parent.IsZero)
        {
            yield return Reference(span.TraceId, span.Parent, 0);
        }

        foreach (ModelLink link in span.Links)
        {
            yield return Reference(link.TraceId, link.SpanId, 1);
        }
    }

    private ProtobufMessage Reference(TraceId traceId, SpanId spanId, ulong type)
    {
        ProtobufMessage message = new ProtobufMessage().Bytes(1, IdOf(traceId)).Bytes(2, Convert.FromHexString(spanId.ToString()));
        return Mix(type != 0 || _writesDefaults ? message.Varint(3, type) : message);
    }

    private ProtobufMessage Time(long micros)
    {
        ProtobufMessage message = new();
        long seconds = Math.DivRem(micros, 1_000_000, out long rest);
        if (seconds != 0 || _writesDefaults)
        {
            message.Varint(1, (ulong)seconds);
        }

        return rest != 0 || _writesDefaults ? message.Varint(2, (ulong)rest * 1000) : message;
    }

    private ProtobufMessage Tag(ModelAttribute attribute)
    {
        ProtobufMessage message = new ProtobufMessage().Text(1, attribute.Key);
        ulong type = attribute.Value switch
        {
            string => 0,
            bool => 1,
            long => 2,
            double => 3,
            byte[] => 4ul,
            _ => throw new ArgumentException(Convert.ToString(attribute.Value, CultureInfo.InvariantCulture)),
        };
        if (type != 0 || _writesDefaults)
        {
            message.Varint(2, type);
        }

        return Mix(attribute.Value switch
        {
            string text => message.Text(3, text),
            bool flag => flag || _writesDefaults ? message.Varint(4, flag ? 1ul : 0) : message,
            long integer => message.Varint(5, unchecked((ulong)integer)),
            double number => message.Fixed64(6, BitConverter.DoubleToUInt64Bits(number)),
            byte[] bytes => message.Bytes(7, bytes),
            _ => message,
        });
    }

    private byte[] IdOf(TraceId id)
    {
        byte[] bytes = Convert.FromHexString(id.ToString());
        return id.High == 0 && !_writesDefaults ? bytes[8..] : bytes;
    }

    private ProtobufMessage Mix(ProtobufMessage message) => _shuffles ? message.Shuffled(dice) : message;
}
