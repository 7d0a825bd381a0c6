using System.Collections.Immutable;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Mapping;

namespace Kiali.Tracing;

/// <summary>A unit of work within a trace, as of OpenTelemetry: a view of one row of <see cref="SpanColumns"/>.</summary>
/// <remarks>
/// Within a <see cref="Trace"/> the ids are those of the trace: a shared id is split, and the parent is one that the trace has. Taken from the columns
/// directly, they are as recorded. Two views are the same span when trace and span id are equal.
/// </remarks>
public sealed class Span : IEquatable<Span>
{
    private readonly SpanColumns _columns;
    private readonly int _row;
    private AttributeSet? _attributes;

    internal Span(SpanColumns columns, int row)
        : this(columns, row, columns.SpanIds[row], columns.ParentSpanIds[row])
    {
    }

    internal Span(SpanColumns columns, int row, SpanId spanId, SpanId parentSpanId)
    {
        _columns = columns;
        _row = row;
        SpanId = spanId;
        ParentSpanId = parentSpanId.IsZero ? null : parentSpanId;
    }

    /// <summary>The trace it belongs to.</summary>
    public TraceId TraceId => _columns.TraceIds[_row];

    /// <summary>Its id; derived for the server's half of a shared id.</summary>
    public SpanId SpanId { get; }

    /// <summary>The parent's id; null for a root. Within a trace, null too when the trace lacks the parent.</summary>
    public SpanId? ParentSpanId { get; }

    /// <summary>The id as it was recorded.</summary>
    public SpanId RawSpanId => _columns.SpanIds[_row];

    /// <summary>The parent's id as it was recorded; null when none was.</summary>
    public SpanId? RawParentSpanId => _columns.ParentSpanIds[_row] is { IsZero: false } parent ? parent : null;

    /// <summary>What it does, for instance <c>GET /reviews/0</c>.</summary>
    public string Name => _columns.Strings[_columns.Names[_row]];

    /// <summary>Its side of a call.</summary>
    public SpanKind Kind => (SpanKind)_columns.Kinds[_row];

    /// <summary>Its start, Unix nanoseconds.</summary>
    public long StartUnixNano => _columns.StartsUnixNano[_row];

    /// <summary>Its end, Unix nanoseconds; never before its start.</summary>
    public long EndUnixNano => _columns.EndsUnixNano[_row];

    /// <summary>Its length, nanoseconds.</summary>
    public long DurationNanos => EndUnixNano - StartUnixNano;

    /// <summary>Its length, milliseconds.</summary>
    public double DurationMs => UnixTime.ToMillis(DurationNanos);

    /// <summary>The outcome that the instrumentation set.</summary>
    public SpanStatusCode StatusCode => (SpanStatusCode)_columns.StatusCodes[_row];

    /// <summary>The outcome's message; empty when none was set.</summary>
    public string StatusMessage => _columns.Strings[_columns.StatusMessages[_row]];

    /// <summary>The W3C trace state; empty when none was set.</summary>
    public string TraceState => _columns.Strings[_columns.TraceStates[_row]];

    /// <summary>What produced it.</summary>
    public Resource Resource => _columns.Resources[_columns.ResourceNumbers[_row]];

    /// <summary>The library that recorded it.</summary>
    public InstrumentationScope Scope => _columns.Scopes[_columns.ScopeNumbers[_row]];

    /// <summary>The name of the service that produced it; empty when not recorded.</summary>
    public string ServiceName => Resource.ServiceName;

    /// <summary>Its attributes, in recorded order.</summary>
    public AttributeSet Attributes => _attributes ??= _columns.GetAttributes(_row);

    /// <summary>What happened within it, in recorded order.</summary>
    public ImmutableArray<SpanEvent> Events => _columns.GetEvents(_row);

    /// <summary>The spans it refers to.</summary>
    public ImmutableArray<SpanLink> Links => _columns.GetLinks(_row);

    /// <summary>The span with its ids as recorded, outside of any trace.</summary>
    /// <returns>The view.</returns>
    public Span AsRecorded() => new(_columns, _row);

    /// <summary>The columns it is a view of.</summary>
    internal SpanColumns Columns => _columns;

    /// <summary>Its row in <see cref="Columns"/>.</summary>
    internal int Row => _row;

    /// <summary>Whether its parent went on without it, as of OpenTracing's FOLLOWS_FROM: its time is then no part of its parent's.</summary>
    public bool FollowsItsParent => RawParentSpanId is { } parent && _columns.FollowsFrom(_row, parent);

    internal int Richness => _columns.Richness(_row);

    internal Span With(WorkloadMapping mapping) => new(_columns.With(mapping), _row, SpanId, ParentSpanId ?? default);

    internal Span With(SpanId spanId, SpanId? parentSpanId) => new(_columns, _row, spanId, parentSpanId ?? default);

    /// <summary>Whether both are the same span: equal trace id and span id.</summary>
    /// <param name="other">The other view.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(Span? other) => other is not null && SpanId == other.SpanId && TraceId == other.TraceId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TraceId, SpanId);

    /// <summary>The name with the first digits of the id, for debugging.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} ({SpanId})";
}
