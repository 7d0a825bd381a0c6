using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>Whose traffic an access line of a proxy tells of that several workloads share: a node's ztunnel, or a waypoint.</summary>
/// <param name="Pods">The pods at both ends, as a ztunnel names them; empty when the line names none.</param>
/// <param name="UpstreamAddress">The address that a waypoint sent the request to, without port; null when the line names none.</param>
/// <param name="DownstreamAddress">The caller's address, without port; null when the line names none.</param>
/// <param name="Host">The host of the service that was called, for instance <c>reviews.bookinfo.svc.cluster.local</c>; null when the line names none.</param>
public sealed record SharedProxyLine(
    ImmutableArray<(string Namespace, string Pod)> Pods, string? UpstreamAddress, string? DownstreamAddress, string? Host)
{
    private const char ClusterSeparator = '|';
    private const int HostInCluster = 3;

    /// <summary>Reads a line.</summary>
    /// <param name="role">Who wrote it.</param>
    /// <param name="body">The line.</param>
    /// <returns>Whose traffic it tells of; null when it is no access line, or of a proxy that is not shared.</returns>
    public static SharedProxyLine? Read(ContainerRole role, string body)
    {
        JsonLine? json = role is ContainerRole.Ztunnel or ContainerRole.Waypoint ? JsonLine.Read(body) : null;
        return role switch
        {
            ContainerRole.Ztunnel when ZtunnelLog.Read(body, json, out _) is { } connection => OfZtunnel(connection),
            ContainerRole.Waypoint when (json is null ? AccessLogText.Read(body) : AccessLogJson.Read(json)) is { } request => OfWaypoint(request),
            _ => null,
        };
    }

    private static SharedProxyLine OfZtunnel(AccessLog log) => new(
        [
            .. Named(log[AccessLogFields.ZtunnelSourceNamespace], log[AccessLogFields.ZtunnelSourceWorkload]),
            .. Named(log[AccessLogFields.ZtunnelDestinationNamespace], log[AccessLogFields.ZtunnelDestinationWorkload]),
        ],
        null,
        null,
        log[AccessLogFields.ZtunnelDestinationService]);

    private static SharedProxyLine OfWaypoint(AccessLog log)
    {
        string[]? cluster = log.UpstreamCluster?.Split(ClusterSeparator);
        return new SharedProxyLine(
            [],
            AddressOf(log[AccessLogFields.UpstreamHost]),
            AddressOf(log[AccessLogFields.DownstreamRemoteAddress]),
            cluster?.Length > HostInCluster && cluster[HostInCluster].Length > 0 ? cluster[HostInCluster] : null);
    }

    private static IEnumerable<(string Namespace, string Pod)> Named(string? inNamespace, string? pod)
        => inNamespace is null || pod is null ? [] : [(inNamespace, pod)];

    // envoy://connect_originate/10.244.0.32:9080, [fd00::1]:9080
    private static string? AddressOf(string? endpoint)
    {
        if (endpoint is null)
        {
            return null;
        }

        string authority = endpoint[(endpoint.LastIndexOf('/') + 1)..];
        int colon = authority.LastIndexOf(':');
        return colon <= 0 ? null : authority[..colon].Trim('[', ']');
    }
}
