using System.Text.Json;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>The spellings of names and enumerations that OTLP's JSON meets in the wild: numbers, names, and proto's own names.</summary>
internal static class OtlpNames
{
    private const string KindPrefix = "SPAN_KIND_";
    private const string StatusPrefix = "STATUS_CODE_";

    /// <summary>Whether a property has a name, or its older spelling.</summary>
    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> camelCase, ReadOnlySpan<byte> snakeCase)
        => name.SequenceEqual(camelCase) || name.SequenceEqual(snakeCase);

    /// <summary>The kind that the current token stands for; unspecified for what is none.</summary>
    public static SpanKind SpanKindOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt32(out int number) && number is >= 0 and <= 5 ? (SpanKind)number : SpanKind.Unspecified;
        }

        return Word(ref reader, KindPrefix) switch
        {
            "INTERNAL" or "1" => SpanKind.Internal,
            "SERVER" or "2" => SpanKind.Server,
            "CLIENT" or "3" => SpanKind.Client,
            "PRODUCER" or "4" => SpanKind.Producer,
            "CONSUMER" or "5" => SpanKind.Consumer,
            _ => SpanKind.Unspecified,
        };
    }

    /// <summary>The status that the current token stands for; unset for what is none.</summary>
    public static SpanStatusCode StatusCodeOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt32(out int number) && number is >= 0 and <= 2 ? (SpanStatusCode)number : SpanStatusCode.Unset;
        }

        return Word(ref reader, StatusPrefix) switch
        {
            "OK" or "1" => SpanStatusCode.Ok,
            "ERROR" or "2" => SpanStatusCode.Error,
            _ => SpanStatusCode.Unset,
        };
    }

    private static string Word(ref Utf8JsonReader reader, string prefix)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > 32)
        {
            return string.Empty;
        }

        string word = System.Text.Encoding.ASCII.GetString(reader.ValueSpan).ToUpperInvariant();
        return word.StartsWith(prefix, StringComparison.Ordinal) ? word[prefix.Length..] : word;
    }
}
