using System.Buffers.Binary;
using System.Globalization;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Writes OTLP protobuf in the dialects that are met: one message or lengths before each, old and new scopes, Tempo's answer, fields in any order, unknown fields.</summary>
internal sealed class OtlpProtobufWriter(Random dice)
{
    private readonly int _scopes = dice.Next(3) == 0 ? 1000 : 2;
    private readonly bool _shuffles = dice.Next(2) == 0;

    /// <summary>Writes one message, messages after their lengths, or Tempo's answer.</summary>
    public byte[] Write(IReadOnlyCollection<ModelSpan> spans) => dice.Next(4) switch
    {
        0 => WriteSequence(spans),
        1 => new ProtobufMessage().Message(1, TracesData(spans)).Message(2, new ProtobufMessage().Varint(1, 7)).Varint(3, 0).ToArray(),
        _ => TracesData(spans).ToArray(),
    };

    public byte[] WriteMessage(IReadOnlyCollection<ModelSpan> spans) => TracesData(spans).ToArray();

    public byte[] WriteSequence(IReadOnlyCollection<ModelSpan> spans)
    {
        List<byte> bytes = [];
        foreach (IGrouping<string, ModelSpan> service in spans.GroupBy(span => span.Service))
        {
            byte[] message = TracesData([.. service]).ToArray();
            byte[] length = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)message.Length);
            bytes.AddRange(length);
            bytes.AddRange(message);
        }

        return [.. bytes];
    }

    private ProtobufMessage TracesData(IReadOnlyCollection<ModelSpan> spans)
        => new ProtobufMessage().Messages(1, spans.GroupBy(span => span.Service).Select(ResourceSpans));

    private ProtobufMessage ResourceSpans(IGrouping<string, ModelSpan> service) => Mix(new ProtobufMessage()
        .Message(1, new ProtobufMessage().Message(1, KeyValue(new ModelAttribute("service.name", service.Key))))
        .Messages(_scopes, service.Chunk(2).Select(chunk => Mix(new ProtobufMessage()
            .Message(1, new ProtobufMessage().Text(1, "lib").Text(2, "1"))
            .Messages(2, chunk.Select(Span))
            .Text(3, "x"))))
        .Text(3, "x"));

    private ProtobufMessage Span(ModelSpan span)
    {
        ProtobufMessage message = new ProtobufMessage()
            .Bytes(1, Convert.FromHexString(span.TraceId.ToString()))
            .Bytes(2, Convert.FromHexString(span.SpanId.ToString()));
        if (!span.Parent.IsZero || dice.Next(2) == 0)
        {
            message.Bytes(4, Convert.FromHexString(span.Parent.ToString()));
        }

        message.Text(5, span.Name)
            .Varint(6, (ulong)span.Kind)
            .Fixed64(7, (ulong)span.StartMicros * 1000)
            .Fixed64(8, (ulong)(span.StartMicros + span.DurationMicros) * 1000)
            .Messages(9, span.Attributes.Select(KeyValue))
            .Varint(10, 3)
            .Messages(11, span.Events.Select(item => Mix(new ProtobufMessage()
                .Fixed64(1, (ulong)item.Micros * 1000).Text(2, item.Name).Messages(3, item.Attributes.Select(KeyValue)))))
            .Messages(13, span.Links.Select(link => Mix(new ProtobufMessage()
                .Bytes(1, Convert.FromHexString(link.TraceId.ToString())).Bytes(2, Convert.FromHexString(link.SpanId.ToString())).Fixed32(6, 1))))
            .Message(15, Mix(new ProtobufMessage().Text(2, span.StatusMessage).Varint(3, (ulong)span.Status)))
            .Fixed32(16, 0x101)
            .Text(99, "of a newer version");
        return Mix(message);
    }

    private ProtobufMessage KeyValue(ModelAttribute attribute) => Mix(new ProtobufMessage().Text(1, attribute.Key).Message(2, attribute.Value switch
    {
        string text => new ProtobufMessage().Text(1, text),
        bool flag => new ProtobufMessage().Varint(2, flag ? 1ul : 0),
        long integer => new ProtobufMessage().Varint(3, unchecked((ulong)integer)),
        double number => new ProtobufMessage().Fixed64(4, BitConverter.DoubleToUInt64Bits(number)),
        byte[] bytes => new ProtobufMessage().Bytes(7, bytes),
        _ => throw new ArgumentException(Convert.ToString(attribute.Value, CultureInfo.InvariantCulture)),
    }));

    private ProtobufMessage Mix(ProtobufMessage message) => _shuffles ? message.Shuffled(dice) : message;
}
