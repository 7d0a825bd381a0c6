namespace Kiali.Tracing.Mapping;

/// <summary>Everything on a span that may tell whose it is. Null is not said; empty texts are null.</summary>
internal readonly record struct SpanClues(Resource Resource)
{
    public SpanKind Kind { get; init; }

    public string? NodeId { get; init; }

    public string? ClusterId { get; init; }

    public string? Namespace { get; init; }

    public string? CanonicalService { get; init; }

    public string? CanonicalRevision { get; init; }

    public string? Hostname { get; init; }

    public WaypointParty Source { get; init; }

    public WaypointParty Destination { get; init; }
}
