using System.Text;
using CsCheck;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Files;

/// <summary>Generated traces survive both formats in all their dialects, whatever the pieces in which the bytes arrive.</summary>
public class RoundTripProperties
{
    [Fact]
    public void Spans_survive_OTLP_JSON_in_all_its_dialects()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Int[1, 5000]).Sample(
            (spans, seed, piece) =>
            {
                Random dice = new Seeded(seed);
                string json = new OtlpWriter(dice).Write(spans);
                SpanColumns columns = Read(json, dice, piece, out ReadTally tally);
                Assert.Empty(tally.ToWarnings());
                Assert.Equal(SpanFacts.Of(spans), SpanFacts.Of(columns));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void Spans_survive_Jaeger_JSON_in_all_its_dialects()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Int[1, 5000]).Sample(
            (spans, seed, piece) =>
            {
                Random dice = new Seeded(seed);
                string json = new JaegerWriter(dice).Write(spans);
                SpanColumns columns = Read(json, dice, piece, out ReadTally tally);
                Assert.Empty(tally.ToWarnings());
                Assert.Equal(SpanFacts.Of(spans, JaegerWriter.FieldTags), SpanFacts.Of(columns));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void A_text_that_is_cut_anywhere_gives_the_whole_spans_before_the_cut_and_says_so()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Double[0, 1], Gen.Bool).Sample(
            (spans, seed, share, jaeger) =>
            {
                Random dice = new Seeded(seed);
                string json = jaeger ? new JaegerWriter(dice).Write(spans) : new OtlpWriter(dice).Write(spans);
                byte[] bytes = Encoding.UTF8.GetBytes(json);
                byte[] cut = bytes[..(int)(bytes.Length * share)];
                SpanColumnsBuilder columns = new();
                ReadTally tally = new("cut.json");
                string? instead = TraceDocumentReader.Read(new JsonInput(new MemoryStream(cut), CancellationToken.None), columns, tally);
                HashSet<string> whole = [.. spans.Select(span => span.SpanId + " " + span.Name)];
                SpanColumns read = columns.Build();
                for (int row = 0; row < read.Count; row++)
                {
                    Assert.Contains(read.SpanIds[row] + " " + read.GetSpan(row).Name, whole);
                }

                Assert.True(instead is not null || tally.Incomplete || read.Count == spans.Length || json.Contains('\n', StringComparison.Ordinal));
            },
            iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void A_text_with_flipped_bits_is_read_or_refused_and_never_fails_otherwise()
        => Gen.Select(ModelSpans.Any, Gen.Int, Gen.Select(Gen.Double[0, 1], Gen.Int[0, 7]).Array[1, 4], Gen.Bool).Sample(
            (spans, seed, flips, jaeger) =>
            {
                Random dice = new Seeded(seed);
                byte[] bytes = Encoding.UTF8.GetBytes(jaeger ? new JaegerWriter(dice).Write(spans) : new OtlpWriter(dice).Write(spans));
                foreach ((double place, int bit) in flips)
                {
                    bytes[Math.Min(bytes.Length - 1, (int)(bytes.Length * place))] ^= (byte)(1 << bit);
                }

                SpanColumnsBuilder columns = new();
                ReadTally tally = new("flipped.json");
                string? instead = TraceDocumentReader.Read(new JsonInput(new MemoryStream(bytes), CancellationToken.None), columns, tally);
                foreach (Trace trace in TraceSet.Create([columns.Build()]).Traces)
                {
                    Assert.All(trace.Spans, span => Assert.InRange(trace.SelfTimeNanosOf(span), 0, span.DurationNanos));
                }

                Assert.True(instead is null || columns.Count <= spans.Length);
            },
            iter: PropertyCases.AtLeast(2000));

    private static SpanColumns Read(string json, Random dice, int piece, out ReadTally tally)
    {
        SpanColumnsBuilder columns = new();
        tally = new ReadTally("generated.json");
        SlowStream stream = new(Encoding.UTF8.GetBytes(json), dice, piece);
        Assert.Null(TraceDocumentReader.Read(new JsonInput(stream, CancellationToken.None), columns, tally));
        return columns.Build();
    }
}
