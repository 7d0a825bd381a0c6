using System.Collections.Immutable;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Columns;

/// <summary>Spans as columns: one array a field, strings as numbers. Rows are in the order they were read.</summary>
/// <remarks>
/// Made by <see cref="SpanColumnsBuilder"/>; immutable, safe for several threads. <see cref="Span"/> and <see cref="Trace"/> are views of it,
/// made when asked for, so that hundreds of thousands of spans cost arrays and not objects.
/// </remarks>
public sealed class SpanColumns
{
    private readonly TraceId[] _traceIds;
    private readonly SpanId[] _spanIds;
    private readonly SpanId[] _parentSpanIds;
    private readonly long[] _starts;
    private readonly long[] _ends;
    private readonly int[] _names;
    private readonly byte[] _kinds;
    private readonly byte[] _statusCodes;
    private readonly int[] _statusMessages;
    private readonly int[] _traceStates;
    private readonly int[] _resources;
    private readonly int[] _scopes;
    private readonly SpanRow[] _rows;
    private readonly AttributeRow[] _attributes;
    private readonly object[] _objects;
    private readonly EventRow[] _events;
    private readonly LinkRow[] _links;
    private readonly SpanColumns? _unmapped;
    private readonly Lazy<SpanOwners> _owners;
    private SpanColumns? _mapped;

    internal SpanColumns(SpanColumnsBuilder.Parts parts)
    {
        Strings = parts.Strings;
        Resources = parts.Resources;
        Scopes = parts.Scopes;
        _traceIds = parts.TraceIds;
        _spanIds = parts.SpanIds;
        _parentSpanIds = parts.ParentSpanIds;
        _starts = parts.Starts;
        _ends = parts.Ends;
        _names = parts.Names;
        _kinds = parts.Kinds;
        _statusCodes = parts.StatusCodes;
        _statusMessages = parts.StatusMessages;
        _traceStates = parts.TraceStates;
        _resources = parts.ResourceNumbers;
        _scopes = parts.ScopeNumbers;
        _rows = parts.Rows;
        _attributes = parts.Attributes;
        _objects = parts.Objects;
        _events = parts.Events;
        _links = parts.Links;
        Mapping = WorkloadMapping.Default;
        _owners = new Lazy<SpanOwners>(() => SpanOwners.Of(this));
    }

    private SpanColumns(SpanColumns unmapped, WorkloadMapping mapping)
    {
        Strings = unmapped.Strings;
        Resources = unmapped.Resources;
        Scopes = unmapped.Scopes;
        _traceIds = unmapped._traceIds;
        _spanIds = unmapped._spanIds;
        _parentSpanIds = unmapped._parentSpanIds;
        _starts = unmapped._starts;
        _ends = unmapped._ends;
        _names = unmapped._names;
        _kinds = unmapped._kinds;
        _statusCodes = unmapped._statusCodes;
        _statusMessages = unmapped._statusMessages;
        _traceStates = unmapped._traceStates;
        _resources = unmapped._resources;
        _scopes = unmapped._scopes;
        _rows = unmapped._rows;
        _attributes = unmapped._attributes;
        _objects = unmapped._objects;
        _events = unmapped._events;
        _links = unmapped._links;
        _unmapped = unmapped;
        Mapping = mapping;
        _owners = new Lazy<SpanOwners>(() => SpanOwners.Of(this));
    }

    /// <summary>How many spans there are.</summary>
    public int Count => _traceIds.Length;

    /// <summary>The strings that names, keys and texts are numbers of.</summary>
    public StringTable Strings { get; }

    /// <summary>The distinct resources, by number.</summary>
    public ImmutableArray<Resource> Resources { get; }

    /// <summary>The distinct scopes, by number.</summary>
    public ImmutableArray<InstrumentationScope> Scopes { get; }

    /// <summary>The trace of each span.</summary>
    public ReadOnlySpan<TraceId> TraceIds => _traceIds;

    /// <summary>The id of each span.</summary>
    public ReadOnlySpan<SpanId> SpanIds => _spanIds;

    /// <summary>The parent's id of each span, as recorded; zero for none.</summary>
    public ReadOnlySpan<SpanId> ParentSpanIds => _parentSpanIds;

    /// <summary>The start of each span, Unix nanoseconds.</summary>
    public ReadOnlySpan<long> StartsUnixNano => _starts;

    /// <summary>The end of each span, Unix nanoseconds; never before its start.</summary>
    public ReadOnlySpan<long> EndsUnixNano => _ends;

    /// <summary>The name of each span, a number of <see cref="Strings"/>.</summary>
    public ReadOnlySpan<int> Names => _names;

    /// <summary>The kind of each span, a <see cref="SpanKind"/>.</summary>
    public ReadOnlySpan<byte> Kinds => _kinds;

    /// <summary>The status of each span, a <see cref="SpanStatusCode"/>.</summary>
    public ReadOnlySpan<byte> StatusCodes => _statusCodes;

    /// <summary>The status message of each span, a number of <see cref="Strings"/>.</summary>
    public ReadOnlySpan<int> StatusMessages => _statusMessages;

    /// <summary>The W3C trace state of each span, a number of <see cref="Strings"/>.</summary>
    public ReadOnlySpan<int> TraceStates => _traceStates;

    /// <summary>The resource of each span, a number of <see cref="Resources"/>.</summary>
    public ReadOnlySpan<int> ResourceNumbers => _resources;

    /// <summary>The scope of each span, a number of <see cref="Scopes"/>.</summary>
    public ReadOnlySpan<int> ScopeNumbers => _scopes;

    /// <summary>How spans are told whose they are.</summary>
    public WorkloadMapping Mapping { get; }

    /// <summary>Whose each span is, by <see cref="Mapping"/>; worked out when first asked for, once for all spans.</summary>
    internal SpanOwners Owners => _owners.Value;

    /// <summary>The same spans with another mapping. Nothing is copied.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>The columns; the same ones each time for the same mapping, until another is asked for.</returns>
    public SpanColumns With(WorkloadMapping mapping)
    {
        SpanColumns unmapped = _unmapped ?? this;
        if (mapping == unmapped.Mapping)
        {
            return unmapped;
        }

        SpanColumns? mapped = Volatile.Read(ref unmapped._mapped);
        if (mapped?.Mapping != mapping)
        {
            mapped = new SpanColumns(unmapped, mapping);
            Volatile.Write(ref unmapped._mapped, mapped);
        }

        return mapped;
    }

    /// <summary>A view of one span as it was recorded, outside of any trace.</summary>
    /// <param name="row">Its row, from 0.</param>
    /// <returns>The view.</returns>
    public Span GetSpan(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return new Span(this, row);
    }

    /// <summary>The first value of a key on one span, without making a view.</summary>
    /// <param name="row">The span's row.</param>
    /// <param name="key">The key, a number of <see cref="Strings"/>; −1 finds nothing.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the span has the key.</returns>
    public bool TryGetAttribute(int row, int key, out AttributeValue value)
    {
        SpanRow span = _rows[row];
        for (int index = span.AttributeStart; index < span.AttributeStart + span.AttributeCount; index++)
        {
            if (_attributes[index].Key == key)
            {
                value = ValueOf(_attributes[index]);
                return true;
            }
        }

        value = default;
        return false;
    }

    internal ReadOnlySpan<AttributeRow> AttributeRowsOf(int row) => _attributes.AsSpan(_rows[row].AttributeStart, _rows[row].AttributeCount);

    internal AttributeSet GetAttributes(int row) => Slice(_rows[row].AttributeStart, _rows[row].AttributeCount);

    internal ImmutableArray<SpanEvent> GetEvents(int row)
    {
        SpanRow span = _rows[row];
        if (span.EventCount == 0)
        {
            return [];
        }

        ImmutableArray<SpanEvent>.Builder events = ImmutableArray.CreateBuilder<SpanEvent>(span.EventCount);
        foreach (EventRow item in _events.AsSpan(span.EventStart, span.EventCount))
        {
            events.Add(new SpanEvent(item.UnixNano, Strings[item.Name], Slice(item.AttributeStart, item.AttributeCount)));
        }

        return events.MoveToImmutable();
    }

    internal ImmutableArray<SpanLink> GetLinks(int row)
    {
        SpanRow span = _rows[row];
        if (span.LinkCount == 0)
        {
            return [];
        }

        ImmutableArray<SpanLink>.Builder links = ImmutableArray.CreateBuilder<SpanLink>(span.LinkCount);
        foreach (LinkRow item in _links.AsSpan(span.LinkStart, span.LinkCount))
        {
            links.Add(new SpanLink(item.TraceId, item.SpanId, Slice(item.AttributeStart, item.AttributeCount)));
        }

        return links.MoveToImmutable();
    }

    /// <summary>Whether a span only follows from another, which then neither waits for it nor contains it.</summary>
    internal bool FollowsFrom(int row, SpanId other)
    {
        SpanRow span = _rows[row];
        foreach (LinkRow link in _links.AsSpan(span.LinkStart, span.LinkCount))
        {
            if (link.SpanId == other
                && link.TraceId == _traceIds[row]
                && Slice(link.AttributeStart, link.AttributeCount).GetText(OpenTelemetryAttributes.ReferenceType)
                    == OpenTelemetryAttributes.FollowsFromReference)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How much a span's record holds: attributes, events and links. The richer of two copies of a span is the one kept.</summary>
    internal int Richness(int row) => _rows[row].AttributeCount + _rows[row].EventCount + _rows[row].LinkCount;

    private AttributeSet Slice(int start, int count)
    {
        if (count == 0)
        {
            return AttributeSet.Empty;
        }

        ImmutableArray<KeyValuePair<string, AttributeValue>>.Builder items =
            ImmutableArray.CreateBuilder<KeyValuePair<string, AttributeValue>>(count);
        foreach (AttributeRow attribute in _attributes.AsSpan(start, count))
        {
            items.Add(new(Strings[attribute.Key], ValueOf(attribute)));
        }

        return new AttributeSet(items.MoveToImmutable());
    }

    internal AttributeValue ValueOf(AttributeRow attribute) => attribute.Kind switch
    {
        AttributeKind.Text => AttributeValue.Of(Strings[(int)attribute.Bits]),
        AttributeKind.Bytes or AttributeKind.List or AttributeKind.Map =>
            AttributeValue.Restore(attribute.Kind, 0, _objects[(int)attribute.Bits]),
        _ => AttributeValue.Restore(attribute.Kind, attribute.Bits, null),
    };
}
