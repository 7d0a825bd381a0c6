using System.Collections.Immutable;

namespace Kiali.Tracing.Columns;

/// <summary>Fills <see cref="SpanColumns"/> span by span, in whatever order a wire brings a span's fields.</summary>
/// <remarks>
/// A reader sets the fields of the current span in any order and then calls <see cref="Commit"/>, or <see cref="Discard"/> to forget it. Not safe for several
/// threads.
/// </remarks>
public sealed class SpanColumnsBuilder
{
    private readonly StringTableBuilder _strings = new();
    private readonly Dictionary<Resource, int> _resourceNumbers = [];
    private readonly Dictionary<InstrumentationScope, int> _scopeNumbers = [];
    private readonly List<Resource> _resources = [];
    private readonly List<InstrumentationScope> _scopes = [];
    private ColumnWriter<TraceId> _traceIds;
    private ColumnWriter<SpanId> _spanIds;
    private ColumnWriter<SpanId> _parents;
    private ColumnWriter<long> _starts;
    private ColumnWriter<long> _ends;
    private ColumnWriter<int> _names;
    private ColumnWriter<byte> _kinds;
    private ColumnWriter<byte> _statusCodes;
    private ColumnWriter<int> _statusMessages;
    private ColumnWriter<int> _traceStates;
    private ColumnWriter<int> _resourceColumn;
    private ColumnWriter<int> _scopeColumn;
    private ColumnWriter<SpanRow> _rows;
    private ColumnWriter<AttributeRow> _attributes;
    private ColumnWriter<object> _objects;
    private ColumnWriter<EventRow> _events;
    private ColumnWriter<LinkRow> _links;
    private ColumnWriter<AttributeRow> _spanAttributes;
    private TraceId _traceId;
    private SpanId _spanId;
    private SpanId _parent;
    private long _start;
    private long _end;
    private int _name;
    private SpanKind _kind;
    private SpanStatusCode _statusCode;
    private int _statusMessage;
    private int _traceState;
    private int _resource;
    private int _scope;
    private int _firstAttribute;
    private int _firstEvent;
    private int _firstLink;

    /// <summary>Makes an empty builder.</summary>
    public SpanColumnsBuilder()
    {
        AddResource(Resource.Empty);
        AddScope(InstrumentationScope.Empty);
    }

    /// <summary>How many spans were committed.</summary>
    public int Count => _traceIds.Count;

    /// <summary>The number of a string, given as UTF-8.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <returns>Its number; 0 for the empty string.</returns>
    public int AddString(ReadOnlySpan<byte> utf8) => _strings.Add(utf8);

    /// <summary>The number of a string.</summary>
    /// <param name="text">The string.</param>
    /// <returns>Its number; 0 for the empty string.</returns>
    public int AddString(string text) => _strings.Add(text);

    /// <summary>A number for the text of a value that probably occurs once, as a request's id does: it is not looked for, and an equal one may have another
    /// number. Not for names and keys.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <returns>Its number.</returns>
    public int AppendString(ReadOnlySpan<byte> utf8) => _strings.Append(utf8);

    /// <summary>How many numbers strings have so far.</summary>
    public int StringCount => _strings.Count;

    /// <summary>The string of a number.</summary>
    /// <param name="number">A number of <see cref="AddString(string)"/>.</param>
    /// <returns>The string.</returns>
    public string TextOf(int number) => _strings.TextOf(number);

    /// <summary>The number of a resource; equal resources share one.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Its number; 0 for the empty resource.</returns>
    public int AddResource(Resource resource)
    {
        if (!_resourceNumbers.TryGetValue(resource, out int number))
        {
            number = _resources.Count;
            _resources.Add(resource);
            _resourceNumbers.Add(resource, number);
        }

        return number;
    }

    /// <summary>The number of a scope; equal scopes share one.</summary>
    /// <param name="scope">The scope.</param>
    /// <returns>Its number; 0 for the empty scope.</returns>
    public int AddScope(InstrumentationScope scope)
    {
        if (!_scopeNumbers.TryGetValue(scope, out int number))
        {
            number = _scopes.Count;
            _scopes.Add(scope);
            _scopeNumbers.Add(scope, number);
        }

        return number;
    }

    /// <summary>Sets the current span's ids.</summary>
    /// <param name="traceId">Its trace.</param>
    /// <param name="spanId">Its id.</param>
    public void SetIds(TraceId traceId, SpanId spanId)
    {
        _traceId = traceId;
        _spanId = spanId;
    }

    /// <summary>Sets the current span's parent.</summary>
    /// <param name="parentSpanId">The parent's id as recorded; zero for none, which is the default.</param>
    public void SetParent(SpanId parentSpanId) => _parent = parentSpanId;

    /// <summary>Sets the current span's name.</summary>
    /// <param name="name">A number of <see cref="AddString(string)"/>.</param>
    public void SetName(int name) => _name = name;

    /// <summary>Sets the current span's kind; unspecified by default.</summary>
    /// <param name="kind">The kind.</param>
    public void SetKind(SpanKind kind) => _kind = kind;

    /// <summary>Sets the current span's times.</summary>
    /// <param name="startUnixNano">Its start, Unix nanoseconds.</param>
    /// <param name="endUnixNano">Its end; an end before the start is taken as the start, which <see cref="Commit"/> reports.</param>
    public void SetTimes(long startUnixNano, long endUnixNano)
    {
        _start = startUnixNano;
        _end = endUnixNano;
    }

    /// <summary>Sets the current span's status; unset by default.</summary>
    /// <param name="code">The code.</param>
    /// <param name="message">The message, a number of <see cref="AddString(string)"/>.</param>
    public void SetStatus(SpanStatusCode code, int message = 0)
    {
        _statusCode = code;
        _statusMessage = message;
    }

    /// <summary>Sets the current span's W3C trace state.</summary>
    /// <param name="traceState">A number of <see cref="AddString(string)"/>.</param>
    public void SetTraceState(int traceState) => _traceState = traceState;

    /// <summary>Sets where the current span comes from; nothing known by default.</summary>
    /// <param name="resource">A number of <see cref="AddResource"/>.</param>
    /// <param name="scope">A number of <see cref="AddScope"/>.</param>
    public void SetOrigin(int resource, int scope)
    {
        _resource = resource;
        _scope = scope;
    }

    /// <summary>Adds an attribute of text to the current span.</summary>
    /// <param name="key">A number of <see cref="AddString(string)"/>.</param>
    /// <param name="text">A number of <see cref="AddString(string)"/>.</param>
    public void AddTextAttribute(int key, int text) => _spanAttributes.Add(new AttributeRow(key, AttributeKind.Text, text));

    /// <summary>Adds an attribute to the current span.</summary>
    /// <param name="key">A number of <see cref="AddString(string)"/>.</param>
    /// <param name="value">The value.</param>
    public void AddAttribute(int key, AttributeValue value) => _spanAttributes.Add(Row(key, value));

    /// <summary>Adds an event to the current span.</summary>
    /// <param name="unixNano">When, Unix nanoseconds.</param>
    /// <param name="name">A number of <see cref="AddString(string)"/>.</param>
    /// <param name="attributes">Its attributes: keys as numbers of <see cref="AddString(string)"/>.</param>
    public void AddEvent(long unixNano, int name, ReadOnlySpan<KeyValuePair<int, AttributeValue>> attributes)
        => _events.Add(new EventRow(unixNano, name, AppendAttributes(attributes), attributes.Length));

    /// <summary>Adds a link to the current span.</summary>
    /// <param name="traceId">The trace referred to.</param>
    /// <param name="spanId">The span referred to.</param>
    /// <param name="attributes">Its attributes: keys as numbers of <see cref="AddString(string)"/>.</param>
    public void AddLink(TraceId traceId, SpanId spanId, ReadOnlySpan<KeyValuePair<int, AttributeValue>> attributes)
        => _links.Add(new LinkRow(traceId, spanId, AppendAttributes(attributes), attributes.Length));

    /// <summary>Ends the current span and keeps it; the next call starts another.</summary>
    /// <returns>Whether its times were in order; false when the end was taken as the start.</returns>
    public bool Commit()
    {
        bool ordered = _end >= _start;
        _traceIds.Add(_traceId);
        _spanIds.Add(_spanId);
        _parents.Add(_parent);
        _starts.Add(_start);
        _ends.Add(ordered ? _end : _start);
        _names.Add(_name);
        _kinds.Add((byte)_kind);
        _statusCodes.Add((byte)_statusCode);
        _statusMessages.Add(_statusMessage);
        _traceStates.Add(_traceState);
        _resourceColumn.Add(_resource);
        _scopeColumn.Add(_scope);
        int attributes = _attributes.Count;
        foreach (AttributeRow attribute in _spanAttributes.AsSpan())
        {
            _attributes.Add(attribute);
        }

        _rows.Add(new SpanRow(
            attributes, _spanAttributes.Count, _firstEvent, _events.Count - _firstEvent, _firstLink, _links.Count - _firstLink));
        Reset();
        return ordered;
    }

    /// <summary>Says where spans that are already committed come from: on some wires that follows the spans.</summary>
    /// <param name="row">The span's row, from 0 to <see cref="Count"/> − 1.</param>
    /// <param name="resource">A number of <see cref="AddResource"/>.</param>
    public void AssignResource(int row, int resource) => _resourceColumn[row] = resource;

    /// <summary>Says which library recorded a span that is already committed.</summary>
    /// <param name="row">The span's row, from 0 to <see cref="Count"/> − 1.</param>
    /// <param name="scope">A number of <see cref="AddScope"/>.</param>
    public void AssignScope(int row, int scope) => _scopeColumn[row] = scope;

    /// <summary>Forgets the current span: it could not be read.</summary>
    public void Discard()
    {
        while (_events.Count > _firstEvent)
        {
            _events.RemoveLast();
        }

        while (_links.Count > _firstLink)
        {
            _links.RemoveLast();
        }

        while (_attributes.Count > _firstAttribute)
        {
            _attributes.RemoveLast();
        }

        Reset();
    }

    /// <summary>The columns of all spans committed. The builder can go on afterwards.</summary>
    /// <returns>The columns.</returns>
    public SpanColumns Build() => new(new Parts(
        _strings.Build(),
        [.. _resources],
        [.. _scopes],
        _traceIds.ToArray(),
        _spanIds.ToArray(),
        _parents.ToArray(),
        _starts.ToArray(),
        _ends.ToArray(),
        _names.ToArray(),
        _kinds.ToArray(),
        _statusCodes.ToArray(),
        _statusMessages.ToArray(),
        _traceStates.ToArray(),
        _resourceColumn.ToArray(),
        _scopeColumn.ToArray(),
        _rows.ToArray(),
        _attributes.ToArray(),
        _objects.ToArray(),
        _events.ToArray(),
        _links.ToArray()));

    private int AppendAttributes(ReadOnlySpan<KeyValuePair<int, AttributeValue>> attributes)
    {
        int start = _attributes.Count;
        foreach (KeyValuePair<int, AttributeValue> attribute in attributes)
        {
            _attributes.Add(Row(attribute.Key, attribute.Value));
        }

        return start;
    }

    private AttributeRow Row(int key, AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.Text:
                return new AttributeRow(key, AttributeKind.Text, _strings.Add(value.Text!));
            case AttributeKind.Bytes or AttributeKind.List or AttributeKind.Map:
                _objects.Add(value.Reference!);
                return new AttributeRow(key, value.Kind, _objects.Count - 1);
            default:
                return new AttributeRow(key, value.Kind, value.Bits);
        }
    }

    private void Reset()
    {
        _traceId = default;
        _spanId = default;
        _parent = default;
        _start = 0;
        _end = 0;
        _name = 0;
        _kind = SpanKind.Unspecified;
        _statusCode = SpanStatusCode.Unset;
        _statusMessage = 0;
        _traceState = 0;
        _resource = 0;
        _scope = 0;
        _spanAttributes.Clear();
        _firstAttribute = _attributes.Count;
        _firstEvent = _events.Count;
        _firstLink = _links.Count;
    }

    /// <summary>Everything that columns are made of.</summary>
    internal sealed record Parts(
        StringTable Strings,
        ImmutableArray<Resource> Resources,
        ImmutableArray<InstrumentationScope> Scopes,
        TraceId[] TraceIds,
        SpanId[] SpanIds,
        SpanId[] ParentSpanIds,
        long[] Starts,
        long[] Ends,
        int[] Names,
        byte[] Kinds,
        byte[] StatusCodes,
        int[] StatusMessages,
        int[] TraceStates,
        int[] ResourceNumbers,
        int[] ScopeNumbers,
        SpanRow[] Rows,
        AttributeRow[] Attributes,
        object[] Objects,
        EventRow[] Events,
        LinkRow[] Links);
}
