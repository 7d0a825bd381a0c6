using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Tests.Domain;

/// <summary>A span to put together: what is not said is empty or zero.</summary>
internal sealed record SpanDraft(ulong Id, ulong Parent = 0, long Start = 0, long End = 0)
{
    public SpanKind Kind { get; init; }

    public SpanStatusCode Status { get; init; }

    public string Name { get; init; } = "work";

    public string Service { get; init; } = "service";

    public ulong TraceNumber { get; init; } = 1;

    public (string Key, AttributeValue Value)[] Attributes { get; init; } = [];

    public (string Key, string Value)[] Process { get; init; } = [];

    /// <summary>The trace of some spans.</summary>
    public static Trace ToTrace(params IReadOnlyList<SpanDraft> drafts) => Trace.Create(ToSpans(drafts));

    /// <summary>Some spans as they were recorded.</summary>
    public static IEnumerable<Span> ToSpans(params IReadOnlyList<SpanDraft> drafts)
    {
        SpanColumnsBuilder builder = new();
        foreach (SpanDraft draft in drafts)
        {
            draft.AddTo(builder);
        }

        SpanColumns columns = builder.Build();
        return Enumerable.Range(0, columns.Count).Select(columns.GetSpan);
    }

    private void AddTo(SpanColumnsBuilder builder)
    {
        builder.SetIds(new TraceId(0, TraceNumber), new SpanId(Id));
        builder.SetParent(new SpanId(Parent));
        builder.SetName(builder.AddString(Name));
        builder.SetKind(Kind);
        builder.SetStatus(Status);
        builder.SetTimes(Start, End);
        builder.SetOrigin(builder.AddResource(new Resource(AttributeSet.OfTexts([("service.name", Service), .. Process]))), 0);
        foreach ((string key, AttributeValue value) in Attributes)
        {
            builder.AddAttribute(builder.AddString(key), value);
        }

        builder.Commit();
    }
}
