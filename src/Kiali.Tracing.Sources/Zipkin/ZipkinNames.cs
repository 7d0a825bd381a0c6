namespace Kiali.Tracing.Sources.Zipkin;

/// <summary>Words of Zipkin's JSON.</summary>
internal static class ZipkinNames
{
    /// <summary>The tag that says that a span failed, whatever its value: usually what went wrong.</summary>
    public const string ErrorTag = "error";

    /// <summary>The kind that a word stands for.</summary>
    /// <param name="word">The word, in any case.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether it is one of Zipkin's kinds.</returns>
    public static bool TryKind(ReadOnlySpan<byte> word, out SpanKind kind)
    {
        Span<char> upper = stackalloc char[8];
        kind = SpanKind.Unspecified;
        if (word.Length > upper.Length)
        {
            return false;
        }

        for (int index = 0; index < word.Length; index++)
        {
            upper[index] = char.ToUpperInvariant((char)word[index]);
        }

        kind = upper[..word.Length] switch
        {
            "CLIENT" => SpanKind.Client,
            "SERVER" => SpanKind.Server,
            "PRODUCER" => SpanKind.Producer,
            "CONSUMER" => SpanKind.Consumer,
            _ => SpanKind.Unspecified,
        };
        return kind != SpanKind.Unspecified;
    }

    /// <summary>Microseconds as nanoseconds; 0 for what is no time, or past 2262.</summary>
    public static long Nanos(long micros) => micros is > 0 and <= long.MaxValue / 1000 ? micros * 1000 : 0;
}
