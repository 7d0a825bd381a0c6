using System.Collections.Immutable;

namespace Kiali.Tracing.Graphs;

/// <summary>The traffic of one protocol over an edge, or into a node.</summary>
/// <param name="Protocol">One of <see cref="SemanticConventions.RequestProtocols"/>.</param>
public sealed record EdgeTraffic(string Protocol)
{
    /// <summary>Requests a second; null for TCP, for gRPC measured by messages, and for what only a trace has seen.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Messages a second, of the directions that were asked for; null unless gRPC is measured by them.</summary>
    public double? MessagesPerSecond { get; init; }

    /// <summary>Bytes a second, of the directions that were asked for, usually what the caller sent; null but for TCP.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>The share of requests that the server failed or that got no response, 0 to 100; null without requests.</summary>
    /// <remarks>HTTP 5xx and no response; gRPC 2, 4, 12, 13, 14 and 15. The same classes as a server's span, see <see cref="SpanErrors"/>.</remarks>
    public double? ErrorPercent { get; init; }

    /// <summary>The share of requests that were the client's fault, 0 to 100; null without requests.</summary>
    /// <remarks>HTTP 4xx, and the gRPC failures that are not in <see cref="ErrorPercent"/>.</remarks>
    public double? ClientErrorPercent { get; init; }

    /// <summary>Requests a second by response code: HTTP's, gRPC's, or <c>-</c> for no response; ordered by code.</summary>
    public ImmutableSortedDictionary<string, double> ByCode { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}
