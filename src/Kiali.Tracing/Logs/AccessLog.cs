using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>What a proxy's access line says, in either of Istio's formats, or a ztunnel's.</summary>
/// <remarks>Fields have the names of Istio's JSON format (<see cref="AccessLogFields"/>); those without a value (<c>-</c>, null) are left out.</remarks>
public sealed record AccessLog
{
    private const char ClusterSeparator = '|';

    /// <summary>All fields with a value, in the order of the line.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Fields { get; init; }

    /// <summary>When the request came in, Unix nanoseconds; to the millisecond. Null for a ztunnel, which writes when a connection ends.</summary>
    public required long? StartUnixNano { get; init; }

    /// <summary>From the request's first byte to the response's last, milliseconds, cut; null when not told.</summary>
    public required long? DurationMs { get; init; }

    /// <summary>The response status; 0 when none was sent, null when not told.</summary>
    public required int? ResponseCode { get; init; }

    /// <summary>Envoy's response flags; null for none.</summary>
    public required string? ResponseFlags { get; init; }

    /// <summary>The length of the request's body; null when not told.</summary>
    public required long? BytesReceived { get; init; }

    /// <summary>The length of the response's body; null when not told.</summary>
    public required long? BytesSent { get; init; }

    /// <summary>The HTTP method; null for a connection.</summary>
    public string? Method => this[AccessLogFields.Method];

    /// <summary>The path with its query; null for a connection.</summary>
    public string? Path => this[AccessLogFields.Path];

    /// <summary>The request's id; null when it has none.</summary>
    public string? RequestId => this[AccessLogFields.RequestId];

    /// <summary>The host that was asked for; null when not told.</summary>
    public string? Authority => this[AccessLogFields.Authority];

    /// <summary>Where the request went: <c>direction|port|subset|host</c>; null when not told.</summary>
    public string? UpstreamCluster => this[AccessLogFields.UpstreamCluster];

    /// <summary>Which side of the workload's traffic it is, by the upstream cluster; null when that does not say.</summary>
    public TrafficDirection? Direction => this[AccessLogFields.ZtunnelDirection] switch
    {
        "inbound" => TrafficDirection.Inbound,
        "outbound" => TrafficDirection.Outbound,
        _ => DirectionOf(UpstreamCluster),
    };

    /// <summary>Whether the request failed, by the rule of <see cref="SpanErrors"/>: 5xx, or no response for a reason; a ztunnel's with an error.</summary>
    public bool Failed => ResponseCode is >= 500 and < 600
        || (ResponseCode is null or 0 && ResponseFlags is not null)
        || this[AccessLogFields.ZtunnelError] is not null;

    /// <summary>A field's value.</summary>
    /// <param name="name">The field's name.</param>
    /// <returns>The value; null when the line has none.</returns>
    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> field in Fields)
            {
                if (field.Key == name)
                {
                    return field.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a line in Istio's text format (1.4 on, and Envoy's own) or JSON format, whoever wrote it.</summary>
    /// <param name="line">The line.</param>
    /// <returns>What it says; null when it is no access line.</returns>
    public static AccessLog? Parse(string line) => AccessLogText.Read(line) ?? (JsonLine.Read(line) is { } json ? AccessLogJson.Read(json) : null);

    /// <summary>The side that an upstream cluster's name tells.</summary>
    /// <param name="cluster">The name, for instance <c>inbound|9080||</c>, <c>inbound-vip|80|http|HOST</c> or <c>InboundPassthroughCluster</c>.</param>
    /// <returns>The side; null when the name does not tell.</returns>
    internal static TrafficDirection? DirectionOf(string? cluster)
    {
        if (cluster is null)
        {
            return null;
        }

        int end = cluster.IndexOf(ClusterSeparator, StringComparison.Ordinal);
        ReadOnlySpan<char> word = end < 0 ? cluster : cluster.AsSpan(0, end);
        if (word.StartsWith("inbound", StringComparison.OrdinalIgnoreCase))
        {
            return TrafficDirection.Inbound;
        }

        return word.StartsWith("outbound", StringComparison.Ordinal) || word is "PassthroughCluster" or "BlackHoleCluster" ? TrafficDirection.Outbound : null;
    }
}
