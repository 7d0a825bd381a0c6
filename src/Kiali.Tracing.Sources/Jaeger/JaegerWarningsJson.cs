using System.Text.Json;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads the warnings that Jaeger itself gives a span or a trace, such as clock skew that it did not adjust.</summary>
internal static class JaegerWarningsJson
{
    /// <summary>Counts the warnings; the reader stands at the first token of the array or at null.</summary>
    public static void Read(JsonInput input, ref Utf8JsonReader reader, ReadTally tally)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                JaegerMapping.AddWarning(tally, input.String(ref reader));
            }

            input.Skip(ref reader);
        }
    }
}
