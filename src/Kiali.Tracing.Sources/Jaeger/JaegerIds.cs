using System.Text.Json;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads ids in Jaeger's JSON, where tests and older tools put words for them: a word gets an id made of it.</summary>
internal sealed class JaegerIds(JsonInput input, ReadTally tally)
{
    private const int MaxWordBytes = 256;

    /// <summary>The trace's id that the current token holds; zero for none.</summary>
    public TraceId ReadTraceId(ref Utf8JsonReader reader)
    {
        long offset = input.OffsetOf(reader);
        ReadOnlySpan<byte> text = input.Utf8OrEmpty(ref reader);
        return WireIds.TryTraceId(text, out TraceId id) || !IsWord(text, offset) ? id : WireIds.DeriveTraceId(text);
    }

    /// <summary>The span's id that the current token holds; zero for none.</summary>
    public SpanId ReadSpanId(ref Utf8JsonReader reader)
    {
        long offset = input.OffsetOf(reader);
        ReadOnlySpan<byte> text = input.Utf8OrEmpty(ref reader);
        return WireIds.TrySpanId(text, out SpanId id) || !IsWord(text, offset) ? id : WireIds.DeriveSpanId(text);
    }

    private bool IsWord(ReadOnlySpan<byte> text, long offset)
    {
        if (text.IsEmpty || text.Length > MaxWordBytes || text.IndexOfAnyExcept((byte)'0') < 0)
        {
            return false;
        }

        tally.Add("derived-id", "ids are words, not hexadecimal digits; ids were made of the words", offset);
        return true;
    }
}
