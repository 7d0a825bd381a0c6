using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>Which traces to look for. What is null does not matter.</summary>
public sealed record TraceQuery
{
    /// <summary>When a trace must have a span; null for all that the source holds.</summary>
    public TimeRange? Window { get; init; }

    /// <summary>A workload that must have a span in the trace.</summary>
    public WorkloadRef? Workload { get; init; }

    /// <summary>Names under which a back end may file the workload's spans, the likeliest first; a source that can only search by service tries them in order, stops at the first that has traces, and says which one answered.</summary>
    public ImmutableArray<string> ServiceCandidates { get; init; } = [];

    /// <summary>A namespace that must have a span in the trace.</summary>
    public string? Namespace { get; init; }

    /// <summary>A service that must have a span in the trace, as in <c>service.name</c>.</summary>
    public string? Service { get; init; }

    /// <summary>A span's name that must occur in the trace.</summary>
    public string? Operation { get; init; }

    /// <summary>Attributes that one span of the trace, or its resource, must have, each with this text as its value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>A query in the back end's own language (TraceQL), in place of what is built from the other parts; the window and the limit still count.
    /// A source without such a language refuses it with an <see cref="ArgumentException"/>.</summary>
    public string? RawQuery { get; init; }

    /// <summary>Whether a span must have failed, by <see cref="SpanErrors"/>.</summary>
    public bool ErrorsOnly { get; init; }

    /// <summary>The shortest duration of the trace.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>The longest duration of the trace.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>At most this many traces, the newest; null for all. Hitting it is said in the answer.</summary>
    public int? Limit { get; init; }
}
