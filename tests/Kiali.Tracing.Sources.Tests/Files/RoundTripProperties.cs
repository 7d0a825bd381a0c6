using System.Globalization;
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
                Assert.Equal(Lines(spans.Select(span => Facts(span, []))), FactsOf(columns));
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
                Assert.Equal(Lines(spans.Select(span => Facts(span, JaegerWriter.FieldTags(span)))), FactsOf(columns));
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

    private static string FactsOf(SpanColumns columns) => Lines(Enumerable.Range(0, columns.Count).Select(row => Facts(columns.GetSpan(row))));

    private static string Lines(IEnumerable<string> facts) => string.Join('\n', facts.Order(StringComparer.Ordinal));

    private static string Facts(ModelSpan span, IEnumerable<ModelAttribute> added) => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.TraceId} {span.SpanId} {(span.Parent.IsZero ? "" : span.Parent.ToString())} {span.Name}|{span.Service}|{span.Kind}|{span.Status}|{span.StatusMessage}|{span.StartMicros * 1000}|{span.DurationMicros * 1000}|{Text(span.Attributes.Concat(added))}|{string.Join(';', span.Events.Select(item => $"{item.Micros * 1000} {item.Name} {Text(item.Attributes)}"))}|{string.Join(';', span.Links.Select(link => $"{link.TraceId}/{link.SpanId}"))}");

    private static string Facts(Span span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.TraceId} {span.RawSpanId} {span.RawParentSpanId} {span.Name}|{span.ServiceName}|{span.Kind}|{span.StatusCode}|{span.StatusMessage}|{span.StartUnixNano}|{span.DurationNanos}|{Text(span.Attributes)}|{string.Join(';', span.Events.Select(item => $"{item.UnixNano} {item.Name} {Text(item.Attributes)}"))}|{string.Join(';', span.Links.Select(link => $"{link.TraceId}/{link.SpanId}"))}");

    private static string Text(IEnumerable<ModelAttribute> attributes) => string.Join(',', attributes.Select(item => item.Value switch
    {
        string text => $"{item.Key}=Text:{text}",
        bool flag => $"{item.Key}=Boolean:{(flag ? "true" : "false")}",
        long integer => $"{item.Key}=Integer:{integer.ToString(CultureInfo.InvariantCulture)}",
        double number => $"{item.Key}=Number:{number.ToString("R", CultureInfo.InvariantCulture)}",
        byte[] bytes => $"{item.Key}=Bytes:{Convert.ToBase64String(bytes)}",
        _ => throw new ArgumentException(item.Value.ToString()),
    }));

    private static string Text(AttributeSet attributes) => string.Join(',', attributes.Select(item => $"{item.Key}={item.Value.Kind}:{item.Value}"));

    // The generator's seed makes the dialect, so that a failure repeats.
    private sealed class Seeded : Random
    {
        private uint _state;

        public Seeded(int seed)
            : base(0)
        {
            _state = unchecked((uint)seed * 2654435761u) | 1;
        }

        public override int Next(int maxValue) => (int)(Step() % (uint)maxValue);

        public override int Next(int minValue, int maxValue) => minValue + Next(maxValue - minValue);

        private uint Step()
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return _state >> 3;
        }
    }
}
