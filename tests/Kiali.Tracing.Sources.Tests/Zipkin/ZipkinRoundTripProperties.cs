using System.Text;
using CsCheck;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.Sources.Zipkin;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Zipkin;

public class ZipkinRoundTripProperties
{
    [Fact]
    public void What_Zipkin_has_room_for_survives_in_all_its_dialects()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Int[1, 5000]).Sample(
            (spans, seed, piece) =>
            {
                Random dice = new Seeded(seed);
                byte[] bytes = Encoding.UTF8.GetBytes(new ZipkinWriter(dice).Write(spans));
                Assert.Equal(spans.Length > 0, ZipkinTracesJson.IsRecognized(new FileHead(bytes)));
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("generated.json");
                new ZipkinTracesJson(new JsonInput(new SlowStream(bytes, dice, piece), CancellationToken.None), columns, tally).Read();
                Assert.Empty(tally.ToWarnings());
                Assert.Equal(SpanFacts.Of(spans.Select(ZipkinWriter.Kept)), SpanFacts.Of(columns.Build()));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void Text_that_is_cut_or_flipped_gives_spans_before_the_damage_or_counts_it()
        => Gen.Select(ModelSpans.Any.Where(spans => spans.Length > 0), Gen.Int, Gen.Double[0, 1], Gen.Int[-1, 7]).Sample(
            (spans, seed, share, bit) =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(new ZipkinWriter(new Seeded(seed)).Write(spans));
                int place = Math.Min(bytes.Length - 1, (int)(bytes.Length * share));
                if (bit < 0)
                {
                    bytes = bytes[..place];
                }
                else
                {
                    bytes[place] ^= (byte)(1 << bit);
                }

                SpanColumnsBuilder columns = new();
                ReadTally tally = new("damaged.json");
                new ZipkinTracesJson(new JsonInput(new MemoryStream(bytes), CancellationToken.None), columns, tally).Read();
                foreach (Trace trace in TraceSet.Create([columns.Build()]).Traces)
                {
                    Assert.All(trace.Spans, span => Assert.InRange(trace.SelfTimeNanosOf(span), 0, span.DurationNanos));
                }

                Assert.True(bit >= 0 || tally.Incomplete || columns.Count == spans.Length || bytes.AsSpan().Contains((byte)'\n') || bytes.Length == 0);
            },
            iter: PropertyCases.AtLeast(1000));
}
