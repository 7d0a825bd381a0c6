using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Snapshots.Saving;

/// <summary>What OTLP/JSON documents of every kind have in common. Format: OTLP 1.x, the JSON mapping: int64 as strings, bytes as base64, enumerations as numbers.</summary>
internal static class OtlpJsonWriter
{
    /// <summary>One line; only what JSON demands is escaped.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a property with attributes; none when there are none.</summary>
    public static void Attributes(Utf8JsonWriter json, AttributeSet attributes)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        json.WriteStartArray("attributes");
        WriteItems(json, attributes);
        json.WriteEndArray();
    }

    /// <summary>Writes a property with nanoseconds since 1970.</summary>
    public static void Nanos(Utf8JsonWriter json, string name, long unixNano) => json.WriteString(name, unixNano.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a property unless its text is empty.</summary>
    public static void Text(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteItems(Utf8JsonWriter json, AttributeSet attributes)
    {
        foreach ((string key, AttributeValue value) in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WritePropertyName("value");
            Value(json, value);
            json.WriteEndObject();
        }
    }

    private static void Value(Utf8JsonWriter json, AttributeValue value)
    {
        json.WriteStartObject();
        switch (value.Kind)
        {
            case AttributeKind.Text:
                json.WriteString("stringValue", value.Text);
                break;
            case AttributeKind.Boolean:
                json.WriteBoolean("boolValue", value.Boolean!.Value);
                break;
            case AttributeKind.Integer:
                json.WriteString("intValue", value.Integer!.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case AttributeKind.Number:
                Number(json, value.Number!.Value);
                break;
            case AttributeKind.Bytes:
                json.WriteBase64String("bytesValue", value.Bytes.AsSpan());
                break;
            case AttributeKind.List:
                json.WriteStartObject("arrayValue");
                json.WriteStartArray("values");
                foreach (AttributeValue item in value.List)
                {
                    Value(json, item);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case AttributeKind.Map:
                json.WriteStartObject("kvlistValue");
                json.WriteStartArray("values");
                WriteItems(json, value.Map);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
            default:
                break;
        }

        json.WriteEndObject();
    }

    // The JSON mapping writes what JSON has no number for as these words.
    private static void Number(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber("doubleValue", number);
        }
        else
        {
            json.WriteString("doubleValue", double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
    }
}
