using System.Collections.Immutable;

namespace Kiali.Tracing.Graphs;

/// <summary>An edge of a mesh graph: the traffic of one protocol from one node to another.</summary>
/// <param name="Source">The caller's <see cref="MeshNode.Id"/>.</param>
/// <param name="Target">The callee's <see cref="MeshNode.Id"/>; the caller's own when it calls itself.</param>
/// <param name="Traffic">The traffic.</param>
public sealed record MeshEdge(string Source, string Target, EdgeTraffic Traffic)
{
    /// <summary>How long responses took. Between a caller and a service they are not known: the service's own edges have them.</summary>
    public ResponseTimes ResponseTimes { get; init; } = ResponseTimes.Unknown;

    /// <summary>The share of requests over mutual TLS, 0 to 100; null when not known.</summary>
    public double? MtlsPercent { get; init; }

    /// <summary>How the requests went.</summary>
    public HealthStatus Health { get; init; }

    /// <summary>Whether the trace laid over the graph runs along it.</summary>
    public bool InTrace => !SpanIds.IsEmpty;

    /// <summary>The spans of the trace laid over that show the hop, in the trace's order: the caller's, or the callee's behind a service.</summary>
    public ImmutableArray<SpanId> SpanIds { get; init; } = [];

    /// <summary>Whether metrics do not show it: it is known from a trace alone.</summary>
    public bool OnlyInTrace { get; init; }
}
