using System.Text.Encodings.Web;
using System.Text.Json;
using System.Globalization;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>The parts that OTLP/JSON documents of every kind have in common.</summary>
internal static class OtlpJson
{
    /// <summary>No indentation; only what JSON demands is escaped.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An attribute with a string value.</summary>
    public static void Attribute(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("value");
        json.WriteString("stringValue", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>An attribute with an integer value, which OTLP/JSON writes as a string.</summary>
    public static void Attribute(Utf8JsonWriter json, string key, long value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("value");
        json.WriteString("intValue", value.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A resource with string attributes.</summary>
    public static void Resource(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> attributes)
    {
        json.WriteStartObject("resource");
        json.WriteStartArray("attributes");
        foreach (var (key, value) in attributes)
        {
            Attribute(json, key, value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
