using System.Text;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Zipkin;

/// <summary>Reads one span of Zipkin's JSON after another into columns.</summary>
/// <remarks>
/// Mapping of OpenTelemetry: tags are attributes, annotations events, the local endpoint the resource's <c>service.name</c>, the remote one the peer; a tag
/// <c>error</c> is status Error with the tag as its message. Both halves of a call may share an id, which <see cref="Trace"/> splits.
/// </remarks>
internal sealed class ZipkinSpanJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private static readonly string[] KnownTags =
    [
        ZipkinNames.ErrorTag, OpenTelemetryAttributes.StatusCodeTag, OpenTelemetryAttributes.StatusDescriptionTag, OpenTelemetryAttributes.ScopeName,
        OpenTelemetryAttributes.ScopeVersion, OpenTelemetryAttributes.LibraryName, OpenTelemetryAttributes.LibraryVersion, OpenTelemetryAttributes.PeerService,
        OpenTelemetryAttributes.NetworkPeerAddress, OpenTelemetryAttributes.NetworkPeerPort, OpenTelemetryAttributes.NetworkLocalAddress,
        OpenTelemetryAttributes.NetworkLocalPort,
    ];

    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _known = KnownTags.ToDictionary(columns.AddString);
    private readonly HashSet<string> _tags = new(StringComparer.Ordinal);
    private readonly List<(string Name, long Nanos)> _annotations = [];
    private TraceId _traceId;
    private SpanId _spanId;
    private SpanId _parentId;
    private long _start;
    private long? _duration;
    private SpanStatusCode _status;
    private string _statusMessage = string.Empty;
    private string _scopeName = string.Empty;
    private string _scopeVersion = string.Empty;
    private ZipkinEndpoint _local;
    private ZipkinEndpoint _remote;

    /// <summary>Starts a span.</summary>
    public void Begin()
    {
        columns.Discard();
        _tags.Clear();
        _annotations.Clear();
        _traceId = default;
        _spanId = default;
        _parentId = default;
        _start = 0;
        _duration = null;
        _status = SpanStatusCode.Unset;
        _statusMessage = string.Empty;
        _scopeName = string.Empty;
        _scopeVersion = string.Empty;
        _local = ZipkinEndpoint.Unknown;
        _remote = ZipkinEndpoint.Unknown;
    }

    /// <summary>Reads one of the span's properties; the reader stands at its name and is left at its last token.</summary>
    public void ReadProperty(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = input.Utf8(ref reader);
        if (name.SequenceEqual("tags"u8))
        {
            ReadTags(ref reader);
        }
        else if (name.SequenceEqual("annotations"u8))
        {
            ReadAnnotations(ref reader);
        }
        else if (name.SequenceEqual("localEndpoint"u8))
        {
            _local = ReadEndpoint(ref reader);
        }
        else if (name.SequenceEqual("remoteEndpoint"u8))
        {
            _remote = ReadEndpoint(ref reader);
        }
        else
        {
            ReadField(ref reader, name);
        }
    }

    /// <summary>Ends the span and keeps it if it can be used.</summary>
    /// <param name="offset">Where it began, for messages.</param>
    public void End(long offset)
    {
        if (_traceId.IsZero || _spanId.IsZero)
        {
            columns.Discard();
            tally.Add("invalid-span-id", "spans have no usable trace or span id and were skipped", offset);
            return;
        }

        columns.SetIds(_traceId, _spanId);
        columns.SetParent(_parentId);
        columns.SetStatus(_status, columns.AddString(_statusMessage));
        AddEndpoints();
        foreach ((string annotation, long nanos) in _annotations)
        {
            columns.AddEvent(nanos, columns.AddString(annotation), []);
        }

        SetTimes(offset);
        if (!columns.Commit())
        {
            tally.Add("negative-duration", "spans end before they start; they count as having no duration", offset);
        }
    }

    /// <summary>Forgets a span that was begun: the file ended within it.</summary>
    public void Abandon() => columns.Discard();

    private void ReadField(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        bool isTraceId = name.SequenceEqual("traceId"u8);
        bool isId = name.SequenceEqual("id"u8);
        bool isParentId = name.SequenceEqual("parentId"u8);
        bool isName = name.SequenceEqual("name"u8);
        bool isKind = name.SequenceEqual("kind"u8);
        bool isTimestamp = name.SequenceEqual("timestamp"u8);
        bool isDuration = name.SequenceEqual("duration"u8);
        input.Read(ref reader);
        if (isTraceId)
        {
            WireIds.TryTraceId(input.Utf8OrEmpty(ref reader), out _traceId);
        }
        else if (isId)
        {
            WireIds.TrySpanId(input.Utf8OrEmpty(ref reader), out _spanId);
        }
        else if (isParentId)
        {
            WireIds.TrySpanId(input.Utf8OrEmpty(ref reader), out _parentId);
        }
        else if (isName)
        {
            columns.SetName(columns.AddString(input.Utf8OrEmpty(ref reader)));
        }
        else if (isKind && reader.TokenType == JsonTokenType.String)
        {
            bool isKnown = ZipkinNames.TryKind(input.Utf8(ref reader), out SpanKind kind);
            columns.SetKind(kind);
            tally.Add("unknown-kind", "spans are of a kind that Zipkin does not have; they have none here", input.OffsetOf(reader), isKnown ? 0 : 1);
        }
        else if (isTimestamp && JsonInput.TryInteger(ref reader, out long micros))
        {
            _start = ZipkinNames.Nanos(micros);
        }
        else if (isDuration && JsonInput.TryInteger(ref reader, out long length))
        {
            _duration = length < 0 ? length : ZipkinNames.Nanos(length);
        }
        else
        {
            input.Skip(ref reader);
        }
    }

    private void ReadTags(ref Utf8JsonReader reader)
    {
        input.Read(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            int key = columns.AddString(input.Utf8(ref reader));
            input.Read(ref reader);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                input.Skip(ref reader);
                tally.Add("unreadable-attribute", "attributes could not be read and were left out", input.OffsetOf(reader));
                continue;
            }

            ReadOnlySpan<byte> text = reader.TokenType switch
            {
                JsonTokenType.String => input.Utf8(ref reader),
                JsonTokenType.Null => default,
                _ => reader.ValueSpan,
            };
            columns.AddTextAttribute(key, columns.AddString(text));
            Interpret(key, text);
        }
    }

    // What OpenTelemetry has fields for and its exporter for Zipkin writes as tags. The tags stay.
    private void Interpret(int key, ReadOnlySpan<byte> text)
    {
        if (!_known.TryGetValue(key, out string? name))
        {
            return;
        }

        switch (name)
        {
            case ZipkinNames.ErrorTag when !text.SequenceEqual("false"u8):
                _status = SpanStatusCode.Error;
                _statusMessage = _statusMessage.Length > 0 || text.SequenceEqual("true"u8) ? _statusMessage : Encoding.UTF8.GetString(text);
                break;
            case OpenTelemetryAttributes.StatusCodeTag:
                _status = text.SequenceEqual("ERROR"u8) ? SpanStatusCode.Error : text.SequenceEqual("OK"u8) ? SpanStatusCode.Ok : _status;
                break;
            case OpenTelemetryAttributes.StatusDescriptionTag:
                _statusMessage = Encoding.UTF8.GetString(text);
                break;
            case OpenTelemetryAttributes.ScopeName or OpenTelemetryAttributes.LibraryName:
                _scopeName = Encoding.UTF8.GetString(text);
                break;
            case OpenTelemetryAttributes.ScopeVersion or OpenTelemetryAttributes.LibraryVersion:
                _scopeVersion = Encoding.UTF8.GetString(text);
                break;
            default:
                _tags.Add(name);
                break;
        }
    }

    private void ReadAnnotations(ref Utf8JsonReader reader)
    {
        input.Read(ref reader);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                input.Skip(ref reader);
                continue;
            }

            long nanos = 0;
            string value = string.Empty;
            while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isTime = input.Utf8(ref reader).SequenceEqual("timestamp"u8);
                bool isValue = input.Utf8(ref reader).SequenceEqual("value"u8);
                input.Read(ref reader);
                nanos = isTime && JsonInput.TryInteger(ref reader, out long micros) ? ZipkinNames.Nanos(micros) : nanos;
                value = isValue ? input.String(ref reader) : value;
                input.Skip(ref reader);
            }

            _annotations.Add((value, nanos));
        }
    }

    private ZipkinEndpoint ReadEndpoint(ref Utf8JsonReader reader)
    {
        string service = string.Empty;
        string address = string.Empty;
        long port = 0;
        input.Read(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return ZipkinEndpoint.Unknown;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            bool isService = name.SequenceEqual("serviceName"u8);
            bool isAddress = name.SequenceEqual("ipv4"u8) || name.SequenceEqual("ipv6"u8);
            bool isPort = name.SequenceEqual("port"u8);
            input.Read(ref reader);
            service = isService ? input.String(ref reader) : service;
            address = isAddress && address.Length == 0 ? input.String(ref reader) : address;
            port = isPort && JsonInput.TryInteger(ref reader, out long number) ? number : port;
            input.Skip(ref reader);
        }

        return new ZipkinEndpoint(service, address, port);
    }

    private void AddEndpoints()
    {
        int resource = 0;
        if (_local.ServiceName.Length > 0 && !_resources.TryGetValue(_local.ServiceName, out resource))
        {
            resource = columns.AddResource(new Resource(AttributeSet.OfTexts((OpenTelemetryAttributes.ServiceName, _local.ServiceName))));
            _resources.Add(_local.ServiceName, resource);
        }

        int scope = _scopeName.Length + _scopeVersion.Length == 0
            ? 0
            : columns.AddScope(new InstrumentationScope(_scopeName, _scopeVersion, AttributeSet.Empty));
        columns.SetOrigin(resource, scope);
        AddText(OpenTelemetryAttributes.NetworkLocalAddress, _local.Address);
        AddInteger(OpenTelemetryAttributes.NetworkLocalPort, _local.Port);
        AddText(OpenTelemetryAttributes.PeerService, _remote.ServiceName);
        AddText(OpenTelemetryAttributes.NetworkPeerAddress, _remote.Address);
        AddInteger(OpenTelemetryAttributes.NetworkPeerPort, _remote.Port);
    }

    private void AddText(string key, string text)
    {
        if (text.Length > 0 && !_tags.Contains(key))
        {
            columns.AddTextAttribute(columns.AddString(key), columns.AddString(text));
        }
    }

    private void AddInteger(string key, long number)
    {
        if (number > 0 && !_tags.Contains(key))
        {
            columns.AddAttribute(columns.AddString(key), AttributeValue.Of(number));
        }
    }

    // Zipkin lets both be absent, which is usual in the half of a call that shares the other's id.
    private void SetTimes(long offset)
    {
        long first = _annotations.Where(item => item.Nanos > 0).Select(item => item.Nanos).DefaultIfEmpty(0).Min();
        if (_start == 0)
        {
            tally.Add("missing-time", "spans have no start time; they stand at their first annotation, else at 1970-01-01", offset);
        }

        long start = _start == 0 ? first : _start;
        if (_duration is null)
        {
            tally.Add("missing-end", "spans have no duration; they count as having none", offset);
        }

        long duration = _duration ?? 0;
        columns.SetTimes(start, duration > long.MaxValue - start ? long.MaxValue : start + duration);
    }
}
