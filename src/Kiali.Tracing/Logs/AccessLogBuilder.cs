using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>Collects the fields of an access line.</summary>
internal sealed class AccessLogBuilder
{
    private readonly ImmutableArray<KeyValuePair<string, string>>.Builder _fields = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();

    /// <summary>Adds a field; one without a value is left out.</summary>
    public void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && value != "-")
        {
            _fields.Add(new(name, value));
        }
    }

    /// <summary>Adds fields in order.</summary>
    public AccessLogBuilder AddAll(IEnumerable<(string Name, string Value)> fields)
    {
        foreach ((string name, string value) in fields)
        {
            Add(name, value);
        }

        return this;
    }

    /// <summary>Makes the line's content.</summary>
    /// <param name="startUnixNano">When the request came in; null when not told.</param>
    public AccessLog Build(long? startUnixNano)
    {
        ImmutableArray<KeyValuePair<string, string>> fields = _fields.ToImmutable();
        string? Value(string name) => fields.FirstOrDefault(field => field.Key == name).Value;
        long? Number(string name) => long.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
        return new AccessLog
        {
            Fields = fields,
            StartUnixNano = startUnixNano,
            DurationMs = Number(AccessLogFields.Duration) ?? MillisecondsOf(Value(AccessLogFields.Duration)),
            ResponseCode = Number(AccessLogFields.ResponseCode) is { } code and < 1000 ? (int)code : null,
            ResponseFlags = Value(AccessLogFields.ResponseFlags),
            BytesReceived = Number(AccessLogFields.BytesReceived) ?? Number(AccessLogFields.ZtunnelBytesReceived),
            BytesSent = Number(AccessLogFields.BytesSent),
        };
    }

    // ztunnel writes 12ms; a custom JSON format may write 12.5.
    private static long? MillisecondsOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string digits = text.EndsWith("ms", StringComparison.Ordinal) ? text[..^2] : text;
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number < 1e15 ? (long)number : null;
    }
}
