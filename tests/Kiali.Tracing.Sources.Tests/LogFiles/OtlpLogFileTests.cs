using System.Buffers.Binary;
using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.LogFiles;
using Kiali.Tracing.Sources.Otlp;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.LogFiles;

public class OtlpLogFileTests
{
    private static readonly Gen<(long Time, string Pod, string Text)[]> Lines =
        Gen.Select(Gen.Long[1, 2_000_000_000_000_000_000], Gen.Int[0, 3], Gen.Int[0, 1000]).Select((time, pod, text) => (time, $"web-{pod}", $"line {text} ü")).Array[1, 30];

    [Fact]
    public void Lines_survive_protobuf_as_they_survive_JSON_whatever_the_pieces_in_which_it_arrives()
        => Gen.Select(Lines, Gen.Int, Gen.Int[1, 500]).Sample(
            (lines, seed, piece) =>
            {
                Random dice = new Seeded(seed);
                bool sequence = dice.Next(2) == 0;
                byte[] bytes = Protobuf(lines, sequence, dice);
                OtlpProtobufShape? shape = OtlpProtobufShape.Of(bytes);
                Assert.Equal((OtlpSignal.Logs, sequence), (shape!.Signal, shape.IsSequence));
                LogLineStore store = new();
                ReadTally tally = new("x");
                OtlpLogsProtobuf reader = new(store, tally);
                SlowStream stream = new(bytes, dice, piece);
                if (sequence)
                {
                    reader.ReadSequence(stream, CancellationToken.None);
                }
                else
                {
                    reader.ReadMessage(stream, CancellationToken.None);
                }

                Assert.Empty(tally.ToWarnings());
                Assert.Equal(lines.OrderBy(Key, StringComparer.Ordinal).Select(Key), Stored(store).Order(StringComparer.Ordinal));
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Damage_is_counted_and_never_fails()
        => Gen.Select(Lines, Gen.Int, Gen.Double[0, 1], Gen.Int[-1, 7]).Sample(
            (lines, seed, share, bit) =>
            {
                Random dice = new Seeded(seed);
                bool sequence = dice.Next(2) == 0;
                byte[] bytes = Protobuf(lines, sequence, dice);
                int place = Math.Min(bytes.Length - 1, (int)(bytes.Length * share));
                if (bit < 0)
                {
                    bytes = bytes[..place];
                }
                else
                {
                    bytes[place] ^= (byte)(1 << bit);
                }

                LogLineStore store = new();
                ReadTally tally = new("x");
                OtlpLogsProtobuf reader = new(store, tally);
                if (sequence)
                {
                    reader.ReadSequence(new MemoryStream(bytes), CancellationToken.None);
                }
                else
                {
                    reader.ReadMessage(new MemoryStream(bytes), CancellationToken.None);
                }

                Assert.InRange(store.Count, 0, lines.Length);
                Assert.True(bit >= 0 || store.Count == lines.Length || !tally.ToWarnings().IsEmpty || bytes.Length == 0 || IsBoundary(lines, store));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public async Task Structured_bodies_read_as_a_person_would_read_them_in_both_encodings()
    {
        using TextFiles files = new();
        files.Write("x.json", """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"5","body":{"kvlistValue":{"values":[{"key":"a","value":{"intValue":"1"}},{"key":"b","value":{"boolValue":true}}]}}},
              {"observedTimeUnixNano":"6","body":{"stringValue":"plain"}},{"body":{"stringValue":"timeless"}},{"timeUnixNano":"7"}]}]}]}
            """);
        ProtobufMessage map = new ProtobufMessage().Message(6, new ProtobufMessage()
            .Message(1, new ProtobufMessage().Text(1, "a").Message(2, new ProtobufMessage().Varint(3, 1)))
            .Message(1, new ProtobufMessage().Text(1, "b").Message(2, new ProtobufMessage().Varint(2, 1))));
        files.Write("x.pb", new ProtobufMessage().Message(1, new ProtobufMessage().Message(2, new ProtobufMessage()
            .Message(2, new ProtobufMessage().Fixed64(1, 5).Message(5, map))
            .Message(2, new ProtobufMessage().Fixed64(11, 6).Message(5, new ProtobufMessage().Text(1, "plain")))
            .Message(2, new ProtobufMessage().Message(5, new ProtobufMessage().Text(1, "timeless")))
            .Message(2, new ProtobufMessage().Fixed64(1, 7)))).ToArray());
        foreach (string name in new[] { "x.json", "x.pb" })
        {
            await using OpenedSource source = await files.OpenAsync(name);
            ImmutableArray<RawLogLine> lines = (await source.Logs!.FindLinesAsync(new LogQuery { Window = new TimeRange(0, long.MaxValue) }, CancellationToken.None)).Value;
            Assert.Equal([(5, "a=1,b=true"), (6, "plain")], lines.Select(line => (line.UnixNano, line.Body)));
            Assert.Equal(("unreadable-line", 2), (Assert.Single(source.Warnings).Code, source.Warnings[0].Count));
        }
    }

    [Fact]
    public async Task What_a_record_says_of_its_trace_and_severity_comes_beside_its_line_in_both_encodings()
    {
        using TextFiles files = new();
        files.Write("x.json", """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"5","severityNumber":18,"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","body":{"stringValue":"a"},
              "attributes":[{"key":"x-request-id","value":{"stringValue":"r1"}},{"key":"other","value":{"stringValue":"o"}}]},
              {"timeUnixNano":"6","severityNumber":9,"severityText":"Information","traceId":"","body":{"stringValue":"b"}},{"timeUnixNano":"7","body":{"stringValue":"c"}}]}]}]}
            """);
        ProtobufMessage Text(string text) => new ProtobufMessage().Text(1, text);
        ProtobufMessage KeyValue(string key, string value) => new ProtobufMessage().Text(1, key).Message(2, Text(value));
        files.Write("x.pb", new ProtobufMessage().Message(1, new ProtobufMessage().Message(2, new ProtobufMessage()
            .Message(2, new ProtobufMessage().Fixed64(1, 5).Varint(2, 18).Message(5, Text("a")).Message(6, KeyValue("x-request-id", "r1")).Message(6, KeyValue("other", "o"))
                .Bytes(9, Convert.FromHexString("5B8EFFF798038103D269B633813FC60C")).Bytes(10, Convert.FromHexString("EEE19B7EC3C1B174")))
            .Message(2, new ProtobufMessage().Fixed64(1, 6).Varint(2, 9).Text(3, "Information").Message(5, Text("b")))
            .Message(2, new ProtobufMessage().Fixed64(1, 7).Message(5, Text("c"))))).ToArray());
        foreach (string name in new[] { "x.json", "x.pb" })
        {
            await using OpenedSource source = await files.OpenAsync(name);
            ImmutableArray<RawLogLine> lines = (await source.Logs!.FindLinesAsync(new LogQuery { Window = new TimeRange(0, long.MaxValue) }, CancellationToken.None)).Value;
            Assert.Equal(
                ["level=ERROR trace_id=5b8efff798038103d269b633813fc60c span_id=eee19b7ec3c1b174 x-request-id=r1", "level=Information", ""],
                lines.Select(line => string.Join(' ', line.Attributes.OrderBy(item => "ltsx".IndexOf(item.Key[0], StringComparison.Ordinal)).Select(item => $"{item.Key}={item.Value}"))));
        }
    }

    private static bool IsBoundary((long Time, string Pod, string Text)[] lines, LogLineStore store)
        => lines.GroupBy(line => line.Pod).Select(group => group.Count()).Aggregate(new[] { 0 }, (sums, count) => [.. sums, sums[^1] + count]).Contains(store.Count);

    private static string Key((long Time, string Pod, string Text) line) => $"{line.Time} {line.Pod} {line.Text}";

    private static IEnumerable<string> Stored(LogLineStore store)
        => Enumerable.Range(0, store.Count).Select(line => $"{store.TimeOf(line)} {store.Origins[store.OriginOf(line)].Resource.GetText("k8s.pod.name")} {store.TextOf(line)}");

    private static byte[] Protobuf((long Time, string Pod, string Text)[] lines, bool sequence, Random dice)
    {
        List<byte> bytes = [];
        foreach (IGrouping<string, (long Time, string Pod, string Text)> pod in lines.GroupBy(line => line.Pod))
        {
            ProtobufMessage resource = new ProtobufMessage()
                .Message(1, new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, "k8s.pod.name").Message(2, new ProtobufMessage().Text(1, pod.Key))))
                .Message(2, new ProtobufMessage().Messages(2, pod.Select(line => new ProtobufMessage()
                    .Fixed64(dice.Next(2) == 0 ? 1 : 11, (ulong)line.Time).Varint(2, 9).Text(3, "INFO").Message(5, new ProtobufMessage().Text(1, line.Text)).Bytes(9, new byte[16]).Fixed32(8, 1))))
                .Shuffled(dice);
            byte[] message = new ProtobufMessage().Message(1, resource).ToArray();
            if (sequence)
            {
                byte[] length = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(length, (uint)message.Length);
                bytes.AddRange(length);
            }

            bytes.AddRange(message);
        }

        return [.. bytes];
    }
}
