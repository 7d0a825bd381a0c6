using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Jaeger;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;
using V2 = Kiali.Tracing.Sources.Jaeger.ApiV2;
using V3 = Kiali.Tracing.Sources.Jaeger.ApiV3;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Generated traces survive Jaeger's gRPC however they are cut into messages; damage is counted and loses no more than it hit.</summary>
public class JaegerProtobufProperties
{
    // Kills: taking a chunk for a trace; a parent that is looked for in a field; a type that is looked for in the wrong field.
    [Fact]
    public void Spans_survive_api_v2_in_chunks_of_any_size_and_order()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Int[1, 12]).Sample(
            (spans, seed, most) =>
            {
                Random dice = new Seeded(seed);
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("generated");
                JaegerSpansProtobuf reader = new(columns, tally);
                foreach (byte[] chunk in new JaegerProtobufWriter(dice).WriteChunks(Mixed(spans, dice), most))
                {
                    reader.ReadChunk(chunk);
                }

                Assert.Empty(tally.ToWarnings());
                Assert.Equal(SpanFacts.Of(spans, JaegerWriter.FieldTags), SpanFacts.Of(columns.Build()));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void A_chunk_that_is_cut_anywhere_gives_spans_that_were_in_it_and_never_fails()
        => Gen.Select(ModelSpans.Any.Where(spans => spans.Length > 0), Gen.Int, Gen.Double[0, 1]).Sample(
            (spans, seed, share) =>
            {
                byte[] chunk = new JaegerProtobufWriter(new Seeded(seed)).WriteChunk(spans);
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("cut");
                new JaegerSpansProtobuf(columns, tally).ReadChunk(chunk.AsSpan(0, (int)(chunk.Length * share)));
                string whole = SpanFacts.Of(spans, JaegerWriter.FieldTags);
                Assert.All(SpanFacts.Of(columns.Build()).Split('\n'), line => Assert.Contains(line, whole, StringComparison.Ordinal));
                Assert.True(tally.Incomplete || columns.Count == spans.Length || IsBoundary(chunk, (int)(chunk.Length * share)));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void A_chunk_with_flipped_bits_never_fails_and_gives_traces_that_hold_together()
        => Gen.Select(ModelSpans.Any.Where(spans => spans.Length > 0), Gen.Int, Gen.Select(Gen.Double[0, 1], Gen.Int[0, 7]).Array[1, 6]).Sample(
            (spans, seed, flips) =>
            {
                byte[] chunk = new JaegerProtobufWriter(new Seeded(seed)).WriteChunk(spans);
                foreach ((double place, int bit) in flips)
                {
                    chunk[Math.Min(chunk.Length - 1, (int)(chunk.Length * place))] ^= (byte)(1 << bit);
                }

                SpanColumnsBuilder columns = new();
                ReadTally tally = new("flipped");
                new JaegerSpansProtobuf(columns, tally).ReadChunk(chunk);
                foreach (Trace trace in TraceSet.Create([columns.Build()]).Traces)
                {
                    Assert.All(trace.Spans, span => Assert.InRange(trace.SelfTimeNanosOf(span), 0, span.DurationNanos));
                }
            },
            iter: PropertyCases.AtLeast(2000));

    // Kills: starting anew at each message; ending at the first one.
    [Fact]
    public async Task However_traces_are_cut_into_messages_and_mixed_the_same_traces_come_over_gRPC()
    {
        ConcurrentDictionary<string, byte[][]> answers = new();
        await using JaegerServer server = await JaegerServer.StartAsync(
            async context =>
            {
                byte[] request = await GrpcReply.ReadRequestAsync(context);
                string service = context.Request.Path.Value!.Contains("api_v2", StringComparison.Ordinal)
                    ? V2.FindTracesRequest.Parser.ParseFrom(request).Query.ServiceName
                    : V3.FindTracesRequest.Parser.ParseFrom(request).Query.ServiceName;
                await GrpcReply.WriteAsync(context, answers[service]);
            },
            StandInWire.Grpc);
        int number = 0;
        await Gen.Select(ModelSpans.Any, Gen.Int, Gen.Int[1, 12], Gen.Bool).SampleAsync(
            async (spans, seed, most, old) =>
            {
                Random dice = new Seeded(seed);
                ModelSpan[] mixed = Mixed(spans, dice);
                string service = "case " + Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
                answers[service] = old
                    ? [.. new JaegerProtobufWriter(dice).WriteChunks(mixed, most)]
                    : [.. mixed.Chunk(most).Select(some => new OtlpProtobufWriter(dice).WriteMessage(some))];
                JaegerBatch batch = await server.Wire(old ? JaegerDialect.GrpcV2 : JaegerDialect.GrpcV3)
                    .FindAsync(new JaegerSearch(service, JaegerServer.Window, 10), CancellationToken.None);
                answers.TryRemove(service, out _);
                Assert.Empty(batch.Tally.ToWarnings());
                Assert.Equal(old ? SpanFacts.Of(spans, JaegerWriter.FieldTags) : SpanFacts.Of(spans), SpanFacts.Of(batch.Columns));
                TraceSet set = TraceSet.Create([batch.Columns]);
                Assert.Equal(spans.Select(span => span.TraceId).Distinct().Order(), set.TraceIds.Order());
                Assert.All(set.TraceIds, id => Assert.Equal(spans.Count(span => span.TraceId == id), set.SpansOf(id).Count()));
            },
            iter: PropertyCases.AtLeast(500));
    }

    // Spans of one trace keep no order either.
    private static ModelSpan[] Mixed(ModelSpan[] spans, Random dice) => [.. spans.Select(span => (span, Key: dice.Next(1000))).OrderBy(item => item.Key).Select(item => item.span)];

    private static bool IsBoundary(byte[] chunk, int length)
    {
        int position = 0;
        while (position < length)
        {
            position++;
            int size = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = chunk[position++];
                size |= (next & 0x7F) << shift;
                if (next < 0x80)
                {
                    break;
                }
            }

            position += size;
        }

        return position == length;
    }
}
