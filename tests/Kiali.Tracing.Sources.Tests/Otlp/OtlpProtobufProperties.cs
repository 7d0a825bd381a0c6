using System.Buffers;
using CsCheck;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Otlp;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Otlp;

/// <summary>Generated traces survive protobuf in all its dialects; damage is counted and loses no more than it hit.</summary>
public class OtlpProtobufProperties
{
    [Fact]
    public void Spans_survive_protobuf_in_all_its_dialects_whatever_the_pieces_in_which_it_arrives()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Int[1, 5000]).Sample(
            (spans, seed, piece) =>
            {
                Random dice = new Seeded(seed);
                byte[] bytes = new OtlpProtobufWriter(dice).Write(spans);
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("generated.pb");
                ReadAny(bytes, new SlowStream(bytes, dice, piece), columns, tally);
                Assert.Empty(tally.ToWarnings());
                Assert.Equal(SpanFacts.Of(spans), SpanFacts.Of(columns.Build()));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void Spans_survive_in_memory_as_gRPC_hands_them_over_in_segments_of_any_size()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Int[1, 300]).Sample(
            (spans, seed, piece) =>
            {
                byte[] bytes = new OtlpProtobufWriter(new Seeded(seed)).WriteMessage(spans);
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("generated.pb");
                new OtlpTracesProtobuf(columns, tally).ReadMessage(Segments(bytes, piece));
                Assert.Empty(tally.ToWarnings());
                Assert.Equal(SpanFacts.Of(spans), SpanFacts.Of(columns.Build()));
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Bytes_that_are_cut_anywhere_give_the_whole_spans_before_the_cut_and_say_so()
        => Gen.Select(ModelSpans.Any.Where(spans => spans.Length > 0), Gen.Int, Gen.Double[0, 1], Gen.Bool).Sample(
            (spans, seed, share, sequence) =>
            {
                OtlpProtobufWriter writer = new(new Seeded(seed));
                byte[] bytes = sequence ? writer.WriteSequence(spans) : writer.WriteMessage(spans);
                byte[] cut = bytes[..(int)(bytes.Length * share)];
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("cut.pb");
                OtlpTracesProtobuf reader = new(columns, tally);
                Read(reader, cut, sequence);
                string whole = SpanFacts.Of(spans);
                SpanColumns read = columns.Build();
                Assert.All(Enumerable.Range(0, read.Count), row => Assert.Contains(read.SpanIds[row] + " ", whole, StringComparison.Ordinal));
                bool atBoundary = !tally.Incomplete;
                Assert.True(atBoundary ? IsBoundary(bytes, cut.Length, sequence) : read.Count < spans.Length || cut.Length < bytes.Length);
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void Bytes_with_flipped_bits_are_read_or_counted_and_never_fail_otherwise()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Select(Gen.Double[0, 1], Gen.Int[0, 7]).Array[1, 6], Gen.Bool).Sample(
            (spans, seed, flips, sequence) =>
            {
                OtlpProtobufWriter writer = new(new Seeded(seed));
                byte[] bytes = sequence ? writer.WriteSequence(spans) : writer.Write(spans);
                if (bytes.Length == 0)
                {
                    return;
                }

                foreach ((double place, int bit) in flips)
                {
                    bytes[Math.Min(bytes.Length - 1, (int)(bytes.Length * place))] ^= (byte)(1 << bit);
                }

                SpanColumnsBuilder columns = new();
                ReadTally tally = new("flipped.pb");
                Read(new OtlpTracesProtobuf(columns, tally), bytes, sequence);
                _ = OtlpProtobufShape.Of(bytes);
                _ = OtlpProtobufShape.Describe(bytes);
                foreach (Trace trace in TraceSet.Create([columns.Build()]).Traces)
                {
                    Assert.All(trace.Spans, span => Assert.InRange(trace.SelfTimeNanosOf(span), 0, span.DurationNanos));
                }
            },
            iter: PropertyCases.AtLeast(2000));

    [Fact]
    public void Any_bytes_end_without_failing()
        => Gen.Byte.Array[0, 400].Sample(
            bytes =>
            {
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("noise.pb");
                new OtlpTracesProtobuf(columns, tally).ReadMessage(new ReadOnlySequence<byte>(bytes));
                new OtlpTracesProtobuf(columns, tally).ReadTempoAnswer(new ReadOnlySequence<byte>(bytes));
                Read(new OtlpTracesProtobuf(columns, tally), bytes, sequence: true);
                _ = OtlpProtobufShape.Of(bytes);
                Assert.InRange(columns.Count, 0, bytes.Length);
            },
            iter: PropertyCases.AtLeast(2000));

    private static void ReadAny(byte[] bytes, Stream stream, SpanColumnsBuilder columns, ReadTally tally)
    {
        OtlpTracesProtobuf reader = new(columns, tally);
        OtlpProtobufShape? shape = OtlpProtobufShape.Of(bytes);
        if (bytes.Length == 0)
        {
            return;
        }

        if (shape is null)
        {
            // Tempo's answer without a trace has nothing to be told by.
            Assert.True(bytes.Length <= 8);
        }
        else if (shape.IsSequence)
        {
            reader.ReadSequence(stream, CancellationToken.None);
        }
        else if (shape.IsTempoAnswer)
        {
            reader.ReadTempoAnswer(stream, CancellationToken.None);
        }
        else
        {
            reader.ReadMessage(stream, CancellationToken.None);
        }

        Assert.True(shape is null or { Signal: OtlpSignal.Traces });
    }

    private static void Read(OtlpTracesProtobuf reader, byte[] bytes, bool sequence)
    {
        if (sequence)
        {
            reader.ReadSequence(new MemoryStream(bytes), CancellationToken.None);
        }
        else
        {
            reader.ReadMessage(new MemoryStream(bytes), CancellationToken.None);
        }
    }

    // Where a message of a sequence, or a resource's spans of one message, ends.
    private static bool IsBoundary(byte[] bytes, int place, bool sequence)
    {
        int position = 0;
        while (position < place)
        {
            if (sequence)
            {
                position += 4 + (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(position));
                continue;
            }

            int length = 0;
            int shift = 0;
            byte next;
            position++;
            do
            {
                next = bytes[position++];
                length |= (next & 0x7F) << shift;
                shift += 7;
            }
            while (next >= 0x80);
            position += length;
        }

        return position == place;
    }

    private static ReadOnlySequence<byte> Segments(byte[] bytes, int size)
    {
        Segment? first = null;
        Segment? last = null;
        foreach (byte[] chunk in bytes.Chunk(size))
        {
            last = last is null ? new Segment(chunk, 0) : last.Append(chunk);
            first ??= last;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long before)
        {
            Memory = bytes;
            RunningIndex = before;
        }

        public Segment Append(byte[] bytes)
        {
            Segment next = new(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
