using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>One search as Jaeger understands it: traces in which one span of a service has all of this.</summary>
/// <param name="Service">The service; Jaeger's storages search no other way.</param>
/// <param name="Range">When the span begins.</param>
/// <param name="Depth">How many traces at most, at least 1; storages take it more or less exactly.</param>
internal sealed record JaegerSearch(string Service, TimeRange Range, int Depth)
{
    /// <summary>The span's name; null for any.</summary>
    public string? Operation { get; init; }

    /// <summary>Tags of the span, its process or its logs, with their values as text; each key once.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>The span's shortest duration; null for any.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>The span's longest duration; null for any.</summary>
    public TimeSpan? MaxDuration { get; init; }
}
