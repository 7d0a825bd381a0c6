using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Reads the ids of traces and spans as they are written in JSON: hexadecimal digits, or base64 of the raw bytes.</summary>
/// <remarks>Digits alone are read as hexadecimal whatever their number, since older servers leave leading zeros away; base64 of 8 or 16 bytes ends in <c>=</c>.</remarks>
internal static class WireIds
{
    /// <summary>Reads a trace's id.</summary>
    /// <returns>Whether the text is an id other than zero.</returns>
    public static bool TryTraceId(ReadOnlySpan<byte> text, out TraceId id)
    {
        if (TryHex(text, 32, out ulong high, out ulong low))
        {
            id = new TraceId(high, low);
            return !id.IsZero;
        }

        Span<byte> raw = stackalloc byte[24];
        int length = Base64Bytes(text, raw);
        id = length is 8 or 16 ? TraceId.FromBytes(raw[..length]) : default;
        return !id.IsZero;
    }

    /// <summary>Reads a span's id.</summary>
    /// <returns>Whether the text is an id other than zero.</returns>
    public static bool TrySpanId(ReadOnlySpan<byte> text, out SpanId id)
    {
        if (TryHex(text, 16, out _, out ulong value))
        {
            id = new SpanId(value);
            return !id.IsZero;
        }

        Span<byte> raw = stackalloc byte[24];
        int length = Base64Bytes(text, raw);
        id = length == 8 ? SpanId.FromBytes(raw[..8]) : default;
        return !id.IsZero;
    }

    /// <summary>An id for a trace whose own is a word: made of the word's digest, so that equal words are equal ids.</summary>
    public static TraceId DeriveTraceId(ReadOnlySpan<byte> word) => TraceId.FromBytes(SHA256.HashData(word).AsSpan(0, 16));

    /// <summary>An id for a span whose own is a word.</summary>
    public static SpanId DeriveSpanId(ReadOnlySpan<byte> word) => SpanId.FromBytes(SHA256.HashData(word).AsSpan(0, 8));

    private static bool TryHex(ReadOnlySpan<byte> text, int maximum, out ulong high, out ulong low)
    {
        high = 0;
        low = 0;
        if (text.IsEmpty || text.Length > maximum)
        {
            return false;
        }

        foreach (byte digit in text)
        {
            int value = HexValue(digit);
            if (value < 0)
            {
                return false;
            }

            high = (high << 4) | (low >> 60);
            low = (low << 4) | (uint)value;
        }

        return true;
    }

    private static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    private static int Base64Bytes(ReadOnlySpan<byte> text, Span<byte> target)
    {
        return text.Length is 12 or 24
            && Base64.DecodeFromUtf8(text, target, out int used, out int written) == OperationStatus.Done
            && used == text.Length
            ? written
            : 0;
    }
}
