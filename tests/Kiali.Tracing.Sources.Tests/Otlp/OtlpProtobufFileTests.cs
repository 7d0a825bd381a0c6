using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Otlp;

public class OtlpProtobufFileTests
{
    [Fact]
    public async Task Messages_after_their_lengths_and_one_message_hold_the_same()
    {
        using TextFiles files = new();
        OtlpProtobufWriter writer = new(new Seeded(3));
        files.Write("one.pb", writer.WriteMessage(ContractSpans.All));
        files.Write("many.pb", writer.WriteSequence(ContractSpans.All));
        files.Write("twice.pb", [.. writer.WriteMessage(ContractSpans.All[..6]), .. writer.WriteMessage(ContractSpans.All[6..])]);
        foreach (string name in new[] { "one.pb", "many.pb", "twice.pb" })
        {
            await using OpenedSource source = await files.OpenAsync(name);
            Assert.Equal("OTLP trace file", source.Description);
            Assert.Empty(source.Warnings);
            TraceSet found = (await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value;
            Assert.Equal((4, 12), (found.Count, found.Columns.Sum(columns => columns.Count)));
        }
    }

    [Fact]
    public async Task Tempo_says_that_it_gave_only_a_part_of_a_trace()
    {
        using TextFiles files = new();
        files.Write("part.pb", new ProtobufMessage().Bytes(1, new OtlpProtobufWriter(new Seeded(3)).WriteMessage(ContractSpans.All[..3])).Varint(3, 1).Text(4, "too large").ToArray());
        await using OpenedSource source = await files.OpenAsync("part.pb");
        Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.Equal("Tempo gave a part of the trace: too large.", Assert.Single(answer.Warnings).Message);
        Assert.Equal(1, answer.Value.Count);
    }

    [Fact]
    public async Task Attributes_of_every_type_are_read_and_what_is_nested_without_end_is_counted()
    {
        ProtobufMessage deep = new ProtobufMessage().Text(1, "end");
        for (int level = 0; level < 300; level++)
        {
            deep = new ProtobufMessage().Message(5, new ProtobufMessage().Message(1, deep));
        }

        ProtobufMessage span = new ProtobufMessage().Bytes(1, Convert.FromHexString("3ba55609c3cde49649cd77d1f9dcd936")).Bytes(2, [0, 0, 0, 0, 0, 0, 0, 2]).Fixed64(7, 1).Fixed64(8, 2)
            .Message(9, KeyValue("s", new ProtobufMessage().Text(1, "x")))
            .Message(9, KeyValue("i", new ProtobufMessage().Varint(3, 0x8000000000000000)))
            .Message(9, KeyValue("d", new ProtobufMessage().Fixed64(4, BitConverter.DoubleToUInt64Bits(1.5))))
            .Message(9, KeyValue("b", new ProtobufMessage().Varint(2, 1)))
            .Message(9, KeyValue("y", new ProtobufMessage().Bytes(7, [1, 2])))
            .Message(9, KeyValue("e", new ProtobufMessage()))
            .Message(9, KeyValue("a", new ProtobufMessage().Message(5, new ProtobufMessage().Message(1, new ProtobufMessage().Varint(3, 1)).Message(1, new ProtobufMessage().Text(1, "z")))))
            .Message(9, KeyValue("m", new ProtobufMessage().Message(6, new ProtobufMessage().Message(1, KeyValue("k", new ProtobufMessage().Varint(2, 0))))))
            .Message(9, KeyValue("deep", deep));
        using TextFiles files = new();
        files.Write("x", new ProtobufMessage().Message(1, new ProtobufMessage().Message(2, new ProtobufMessage().Message(2, span))).ToArray());
        await using OpenedSource source = await files.OpenAsync("x");
        Assert.Equal(["unreadable-attribute 1"], source.Warnings.Select(warning => $"{warning.Code} {warning.Count}"));
        AttributeSet attributes = Assert.Single((await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.Traces).Spans[0].Attributes;
        Assert.Equal(
            [AttributeKind.Text, AttributeKind.Integer, AttributeKind.Number, AttributeKind.Boolean, AttributeKind.Bytes, AttributeKind.Empty, AttributeKind.List, AttributeKind.Map, AttributeKind.List],
            attributes.Select(item => item.Value.Kind));
        Assert.Equal("x|-9223372036854775808|1.5|true|AQI=||1,z|k=false", string.Join('|', attributes.Take(8).Select(item => item.Value.ToString())));
    }

    [Fact]
    public async Task Times_ids_and_texts_that_cannot_be_are_counted_and_lose_no_other_span()
    {
        ProtobufMessage Span(ulong id) => new ProtobufMessage().Bytes(1, [0, 0, 0, 0, 0, 0, 0, 7]).Bytes(2, BitConverter.IsLittleEndian ? [.. BitConverter.GetBytes(id).Reverse()] : BitConverter.GetBytes(id));
        using TextFiles files = new();
        files.Write("x", new ProtobufMessage().Message(1, new ProtobufMessage().Message(2, new ProtobufMessage()
            .Message(2, Span(1).Fixed64(7, 10).Fixed64(8, 5))
            .Message(2, Span(2).Fixed64(7, 10))
            .Message(2, Span(3).Fixed64(7, ulong.MaxValue).Fixed64(8, 4))
            .Message(2, Span(0).Fixed64(7, 10).Fixed64(8, 12))
            .Message(2, Span(4).Fixed64(7, 10).Fixed64(8, 12).Bytes(5, [(byte)'a', 0xFF]).Text(3, new string('x', 2 << 20)))
            .Bytes(2, [0xFF, 0xFF]))).ToArray());
        await using OpenedSource source = await files.OpenAsync("x");
        Assert.Equal(
            ["cut-text 1", "invalid-span-id 1", "missing-end 1", "missing-time 1", "negative-duration 1", "repaired-text 1", "unreadable-span 1"],
            source.Warnings.Select(warning => $"{warning.Code} {warning.Count}").Order(StringComparer.Ordinal));
        Trace trace = Assert.Single((await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.Traces);
        Assert.Equal(4, trace.Spans.Length);
        Assert.Equal("a\uFFFD", trace.Find(new SpanId(4))!.Name);
    }

    private static ProtobufMessage KeyValue(string key, ProtobufMessage value) => new ProtobufMessage().Text(1, key).Message(2, value);
}
