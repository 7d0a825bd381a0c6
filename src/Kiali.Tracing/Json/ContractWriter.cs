using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kiali.Tracing.Json;

/// <summary>Writes documents of the JSON contract <c>kiali-tracing/1</c>: camelCase, RFC 3339 nanosecond UTC times, null for unknown and NaN, stable order.</summary>
public sealed class ContractWriter : IDisposable
{
    /// <summary>The contract's name and version, the value of <c>schema</c> in every document.</summary>
    public const string Schema = "kiali-tracing/1";

    private const long LargestExactInteger = 1L << 53;

    /// <summary>Makes a writer.</summary>
    /// <param name="output">Where the UTF-8 goes; stays open.</param>
    /// <param name="indented">Whether to break lines for people.</param>
    public ContractWriter(Stream output, bool indented = true)
    {
        // The default encoder escapes everything that could leave a script element, so that a document may be embedded as it is.
        Json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.Default, NewLine = "\n" });
    }

    /// <summary>The writer below, for names and structure.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Starts a document with what every document has; <see cref="End"/> ends it.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="window">The window; null where a verb has none.</param>
    /// <param name="complete">Whether nothing was left out.</param>
    /// <param name="warnings">What was left out, changed or could not be read.</param>
    public void Start(string verb, AnalysisWindow? window, bool complete, ImmutableArray<Warning> warnings)
    {
        Json.WriteStartObject();
        Json.WriteString("schema", Schema);
        Json.WriteString("verb", verb);
        if (window is null)
        {
            Json.WriteNull("window");
        }
        else
        {
            Json.WriteStartObject("window");
            Time("from", window.Range.StartUnixNano);
            Time("to", window.Range.EndUnixNano);
            Time("now", window.NowUnixNano);
            Json.WriteEndObject();
        }

        Json.WriteBoolean("complete", complete);
        Json.WriteStartArray("warnings");
        foreach (Warning warning in warnings)
        {
            Json.WriteStartObject();
            Json.WriteString("code", warning.Code);
            Json.WriteString("message", warning.Message);
            Json.WriteNumber("count", warning.Count);
            Json.WriteString("source", warning.Source);
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
    }

    /// <summary>Ends the document and writes all of it.</summary>
    public void End()
    {
        Json.WriteEndObject();
        Json.Flush();
    }

    /// <summary>Writes a time.</summary>
    /// <param name="name">The property.</param>
    /// <param name="unixNano">Unix nanoseconds, or null.</param>
    public void Time(string name, long? unixNano) => Json.WriteString(name, unixNano is { } time ? UnixTime.ToRfc3339(time) : null);

    /// <summary>Writes a number; null, NaN and infinities become null.</summary>
    /// <param name="name">The property.</param>
    /// <param name="value">The number.</param>
    public void Number(string name, double? value)
    {
        Json.WritePropertyName(name);
        Number(value);
    }

    /// <summary>Writes a number without a name; null, NaN and infinities become null.</summary>
    /// <param name="value">The number.</param>
    public void Number(double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            Json.WriteNumberValue(number);
        }
        else
        {
            Json.WriteNullValue();
        }
    }

    /// <summary>Writes an integer; past 2^53 as a string, which every reader keeps exactly.</summary>
    /// <param name="value">The integer.</param>
    public void Integer(long value)
    {
        if (value is >= -LargestExactInteger and <= LargestExactInteger)
        {
            Json.WriteNumberValue(value);
        }
        else
        {
            Json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a list of strings.</summary>
    /// <param name="name">The property.</param>
    /// <param name="values">The strings.</param>
    public void Strings(string name, IEnumerable<string> values)
    {
        Json.WriteStartArray(name);
        foreach (string value in values)
        {
            Json.WriteStringValue(value);
        }

        Json.WriteEndArray();
    }

    /// <summary>Writes attributes as an object: bytes as <c>{"bytes":base64}</c>, a repeated key as an array of its values.</summary>
    /// <param name="name">The property.</param>
    /// <param name="attributes">The attributes.</param>
    public void Attributes(string name, AttributeSet attributes)
    {
        Json.WritePropertyName(name);
        Attributes(attributes);
    }

    /// <inheritdoc/>
    public void Dispose() => Json.Dispose();

    private void Attributes(AttributeSet attributes)
    {
        Json.WriteStartObject();
        foreach (IGrouping<string, KeyValuePair<string, AttributeValue>> item in attributes.GroupBy(item => item.Key, StringComparer.Ordinal))
        {
            Json.WritePropertyName(item.Key);
            if (item.Count() == 1)
            {
                Value(item.First().Value);
                continue;
            }

            Json.WriteStartArray();
            foreach (KeyValuePair<string, AttributeValue> repeated in item)
            {
                Value(repeated.Value);
            }

            Json.WriteEndArray();
        }

        Json.WriteEndObject();
    }

    private void Value(AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.Text:
                Json.WriteStringValue(value.Text);
                break;
            case AttributeKind.Boolean:
                Json.WriteBooleanValue(value.Boolean == true);
                break;
            case AttributeKind.Integer:
                Integer(value.Integer!.Value);
                break;
            case AttributeKind.Number:
                Number(value.Number);
                break;
            case AttributeKind.Bytes:
                Json.WriteStartObject();
                Json.WriteBase64String("bytes", value.Bytes.AsSpan());
                Json.WriteEndObject();
                break;
            case AttributeKind.List:
                Json.WriteStartArray();
                foreach (AttributeValue item in value.List)
                {
                    Value(item);
                }

                Json.WriteEndArray();
                break;
            case AttributeKind.Map:
                Attributes(value.Map);
                break;
            default:
                Json.WriteNullValue();
                break;
        }
    }
}
