using CsCheck;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Random spans: hostile texts, extreme numbers, shared services, several traces, any order.</summary>
internal static class ModelSpans
{
    private static readonly string[] Words =
        ["", "a", "http.method", "GET", "ü ñ 漢字", "\"quoted\" \\ back", "line\nbreak\ttab\u0001", "😀 emoji", "</script>", "1", "true", "null", "{}", "\u2028", new string('x', 300)];

    private static readonly Gen<string> Word = Gen.OneOf(Gen.Int[0, Words.Length - 1].Select(index => Words[index]), Gen.String.Select(text => text.Replace('\uD800', 'x')))
        .Select(text => text.IsNormalizedUtf16() ? text : "x");

    private static readonly double[] Doubles = [0, -0.5, 1e-300, 1e300, 3.141592653589793, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly Gen<object> Value = Gen.OneOf(
        Word.Select(value => (object)value),
        Gen.Bool.Select(value => (object)value),
        Gen.Long.Select(value => (object)value),
        Gen.Int[0, Doubles.Length - 1].Select(index => (object)Doubles[index]),
        Gen.Byte.Array[0, 20].Select(value => (object)value));

    private static readonly Gen<ModelAttribute[]> Attributes =
        Gen.Select(Word.Select(word => "k" + word), Value).Select((key, value) => new ModelAttribute(key, value)).Array[0, 6];

    private static readonly Gen<SpanId> AnyId = Gen.ULong[1, ulong.MaxValue].Select(value => new SpanId(value));

    private static readonly Gen<ModelEvent> Event =
        Gen.Select(Gen.Long[1_000_000_000_000, 2_000_000_000_000_000], Word, Attributes).Select((time, name, attributes) => new ModelEvent(time, name, attributes));

    private static readonly Gen<ModelLink> Link =
        Gen.Select(Gen.ULong[1, ulong.MaxValue], AnyId).Select((trace, span) => new ModelLink(new TraceId(trace, trace), span));

    private static readonly Gen<ModelSpan> One = Gen.Select(
        Gen.Select(Gen.ULong[1, 3], Gen.Bool, AnyId, Gen.OneOf(Gen.Const(default(SpanId)), AnyId)),
        Gen.Select(Word, Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 2], Word),
        Gen.Select(Gen.Long[1_000_000_000_000, 2_000_000_000_000_000], Gen.Long[0, 10_000_000_000]),
        Gen.Select(Attributes, Event.Array[0, 2], Link.Array[0, 2]))
        .Select((ids, facts, times, rest) => new ModelSpan(
            new TraceId(ids.Item2 ? 0 : ids.Item1 * 7, ids.Item1),
            ids.Item3,
            ids.Item4,
            facts.Item1,
            "service " + facts.Item2,
            (SpanKind)facts.Item3,
            (SpanStatusCode)facts.Item4,
            facts.Item4 == 0 ? string.Empty : facts.Item5,
            times.Item1,
            times.Item2,
            rest.Item1,
            rest.Item2,
            rest.Item3));

    /// <summary>Up to a dozen spans with distinct ids.</summary>
    public static Gen<ModelSpan[]> Any { get; } = One.Array[0, 12].Select(spans => spans.DistinctBy(span => span.SpanId).ToArray());

    private static bool IsNormalizedUtf16(this string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return false;
            }
        }

        return true;
    }
}
