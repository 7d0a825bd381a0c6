using System.Runtime.InteropServices;
using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Makes of what Jaeger sends of a span what OpenTelemetry has of it, the same for JSON and protobuf: tags that stand for fields, references, logs.</summary>
/// <remarks>
/// A reader hands over the parts of the current span in any order and then calls <see cref="Commit"/>, or <see cref="Abandon"/> to forget it. The tags that stand
/// for fields stay attributes, too, as the user of Jaeger knows them.
/// </remarks>
internal sealed class JaegerMapping(SpanColumnsBuilder columns, ReadTally tally)
{
    private const int ShownCharacters = 200;

    private readonly JaegerKeys _keys = new(columns);
    private readonly int _referenceType = columns.AddString(OpenTelemetryAttributes.ReferenceType);
    private readonly int _event = columns.AddString("event");
    private readonly Dictionary<(int Name, int Version), int> _scopes = [];
    private readonly List<JaegerReference> _references = [];
    private readonly List<KeyValuePair<int, AttributeValue>> _fields = [];
    private int _eventName;
    private int _scopeName;
    private int _scopeVersion;
    private SpanStatusCode _status;
    private int _statusMessage;

    /// <summary>Takes a tag of the current span.</summary>
    public void AddTag(in JaegerTag tag)
    {
        if (tag.Text < 0)
        {
            columns.AddAttribute(tag.Key, tag.Value);
            return;
        }

        columns.AddTextAttribute(tag.Key, tag.Text);
        if (tag.Key <= _keys.Last)
        {
            TakeField(tag.Key, tag.Text);
        }
    }

    /// <summary>Takes a reference of the current span to another.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="offset">Where it is, bytes; null where that is not known.</param>
    public void AddReference(in JaegerReference reference, long? offset = null)
    {
        if (reference.SpanId.IsZero)
        {
            tally.Add("unreadable-reference", "references of spans have no usable span id and were left out", offset);
        }
        else
        {
            _references.Add(reference);
        }
    }

    /// <summary>Takes a field of the log that is being read; the field <c>event</c> is the event's name.</summary>
    public void AddField(in JaegerTag field)
    {
        if (field.Key == _event && field.Text >= 0 && _eventName == 0)
        {
            _eventName = field.Text;
        }
        else
        {
            _fields.Add(new(field.Key, ValueOf(field)));
        }
    }

    /// <summary>Ends a log of the current span: it becomes an event.</summary>
    /// <param name="unixNano">When, Unix nanoseconds.</param>
    public void CommitLog(long unixNano)
    {
        columns.AddEvent(unixNano, _eventName, CollectionsMarshal.AsSpan(_fields));
        _fields.Clear();
        _eventName = 0;
    }

    /// <summary>Counts a warning that Jaeger itself gives a span or a trace, such as clock skew that it did not adjust.</summary>
    /// <param name="tally">Where it is counted.</param>
    /// <param name="text">The warning.</param>
    public static void AddWarning(ReadTally tally, string text)
    {
        string shown = text.Length > ShownCharacters ? string.Concat(text.AsSpan(0, ShownCharacters), "…") : text;
        tally.Add("jaeger-warning", $"warnings came from Jaeger itself, such as “{shown}”");
    }

    /// <summary>A tag's value as an object of its own.</summary>
    public AttributeValue ValueOf(in JaegerTag tag) => tag.Text >= 0 ? AttributeValue.Of(columns.TextOf(tag.Text)) : tag.Value;

    /// <summary>Ends the current span and keeps it.</summary>
    /// <param name="ids">Its trace and its own id; the parent that older servers name apart from the references.</param>
    /// <param name="start">Its start, Unix nanoseconds; 0 when not recorded.</param>
    /// <param name="duration">Its length, nanoseconds.</param>
    /// <param name="resource">Where it comes from, a number of the columns; 0 when that follows.</param>
    /// <param name="offset">Where it is, bytes; null where that is not known.</param>
    /// <returns>False for a span without a usable id, which is counted.</returns>
    public bool Commit((TraceId Trace, SpanId Span, SpanId Parent) ids, long start, long duration, int resource, long? offset = null)
    {
        if (ids.Trace.IsZero || ids.Span.IsZero)
        {
            Abandon();
            tally.Add("invalid-span-id", "spans have no usable trace or span id and were skipped", offset);
            return false;
        }

        if (start <= 0)
        {
            tally.Add("missing-time", "spans have no start time; they stand at 1970-01-01", offset);
        }

        columns.SetIds(ids.Trace, ids.Span);
        columns.SetTimes(start, start + duration);
        columns.SetStatus(_status, _statusMessage);
        columns.SetOrigin(resource, ScopeNumber());
        columns.SetParent(Place(ids.Trace, ids.Span) ?? ids.Parent);
        if (!columns.Commit())
        {
            tally.Add("negative-duration", "spans end before they start; they count as having no duration", offset);
        }

        Reset();
        return true;
    }

    /// <summary>Forgets a span that was begun: its end is missing, or it cannot be used.</summary>
    public void Abandon()
    {
        columns.Discard();
        Reset();
    }

    private void TakeField(int key, int text)
    {
        if (key == _keys.SpanKind)
        {
            columns.SetKind(SpanKindOf(columns.TextOf(text)));
        }
        else if (key == _keys.StatusCode)
        {
            _status = columns.TextOf(text).ToUpperInvariant() switch
            {
                "OK" => SpanStatusCode.Ok,
                "ERROR" => SpanStatusCode.Error,
                _ => SpanStatusCode.Unset,
            };
        }
        else if (key == _keys.StatusDescription)
        {
            _statusMessage = text;
        }
        else if (key == _keys.ScopeName || key == _keys.LibraryName)
        {
            _scopeName = text;
        }
        else if (key == _keys.ScopeVersion || key == _keys.LibraryVersion)
        {
            _scopeVersion = text;
        }
        else if (key == _keys.TraceState)
        {
            columns.SetTraceState(text);
        }
    }

    private static SpanKind SpanKindOf(string word) => word.ToLowerInvariant() switch
    {
        "server" => SpanKind.Server,
        "client" => SpanKind.Client,
        "producer" => SpanKind.Producer,
        "consumer" => SpanKind.Consumer,
        "internal" => SpanKind.Internal,
        _ => SpanKind.Unspecified,
    };

    private int ScopeNumber()
    {
        if (_scopeName == 0)
        {
            return 0;
        }

        if (!_scopes.TryGetValue((_scopeName, _scopeVersion), out int number))
        {
            number = columns.AddScope(new InstrumentationScope(columns.TextOf(_scopeName), columns.TextOf(_scopeVersion), AttributeSet.Empty));
            _scopes.Add((_scopeName, _scopeVersion), number);
        }

        return number;
    }

    // The parent is the first CHILD_OF within the trace, else the first FOLLOWS_FROM, as Jaeger's page places spans; null when there is none. All others are
    // links; one that is only followed is a link too, by which the span's time is told from its parent's.
    private SpanId? Place(TraceId traceId, SpanId spanId)
    {
        int parent = _references.FindIndex(reference => !reference.FollowsFrom && IsOfThisTrace(reference));
        int followed = parent >= 0 ? -1 : _references.FindIndex(IsOfThisTrace);
        int placed = Math.Max(parent, followed);
        for (int index = 0; index < _references.Count; index++)
        {
            if (index != parent)
            {
                JaegerReference reference = _references[index];
                string word = reference.FollowsFrom ? OpenTelemetryAttributes.FollowsFromReference : OpenTelemetryAttributes.ChildOfReference;
                columns.AddLink(
                    reference.TraceId.IsZero ? traceId : reference.TraceId,
                    reference.SpanId,
                    [new(_referenceType, AttributeValue.Of(word))]);
            }
        }

        return placed >= 0 ? _references[placed].SpanId : null;

        bool IsOfThisTrace(JaegerReference reference)
            => reference.SpanId != spanId && (reference.TraceId.IsZero || reference.TraceId == traceId);
    }

    private void Reset()
    {
        _references.Clear();
        _fields.Clear();
        _eventName = 0;
        _scopeName = 0;
        _scopeVersion = 0;
        _status = SpanStatusCode.Unset;
        _statusMessage = 0;
    }
}
