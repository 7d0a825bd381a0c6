using System.Globalization;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs.Overlay;

/// <summary>The host that a span's caller called: a service of the mesh, or something else.</summary>
/// <param name="Name">The service's name, or the host with its port.</param>
/// <param name="Namespace">The service's namespace; null when the host does not say.</param>
internal sealed record CalledHost(string Name, string? Namespace)
{
    private const string ServiceDomain = "svc";

    private const string Outbound = "outbound";

    /// <summary>The service that a proxy's span names: by where its request went, else by its own name.</summary>
    public static CalledHost? OfProxy(Span span)
    {
        string? upstream = span.Attributes.GetText(EnvoyAttributes.UpstreamCluster) ?? span.Attributes.GetText(EnvoyAttributes.UpstreamClusterName);
        return (upstream?.Split('|') is [Outbound, _, _, { Length: > 0 } host] ? OfServiceHost(host) : null) ?? OfServiceHost(span.Name.Split('/')[0]);
    }

    /// <summary>Whether a proxy's span is of a request it sent on: also a gateway's, whose one span may be of kind server.</summary>
    public static bool IsOutbound(Span span)
        => (span.Attributes.GetText(EnvoyAttributes.UpstreamCluster) ?? span.Attributes.GetText(EnvoyAttributes.UpstreamClusterName)) is { } upstream
            ? upstream.StartsWith(Outbound + "|", StringComparison.Ordinal)
            : span.Kind is SpanKind.Client or SpanKind.Producer;

    /// <summary>What a caller's span says it called, in the order of how exactly the attributes say it.</summary>
    public static CalledHost? OfCaller(Span span)
    {
        AttributeSet attributes = span.Attributes;
        string? named = Text(OpenTelemetryAttributes.PeerService);
        string? address = Text(OpenTelemetryAttributes.ServerAddress) ?? Text(OpenTelemetryAttributes.NetPeerName) ?? Text(EnvoyAttributes.PeerHostname);
        string? port = Text(OpenTelemetryAttributes.ServerPort) ?? Text(OpenTelemetryAttributes.NetPeerPort);
        string? url = Text(OpenTelemetryAttributes.UrlFull) ?? Text(OpenTelemetryAttributes.HttpUrl);
        string? host = named
            ?? (address is null ? null : port is null || address.Contains(':', StringComparison.Ordinal) ? address : $"{address}:{port}")
            ?? (Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0
                ? uri.IsDefaultPort ? uri.Host : string.Create(CultureInfo.InvariantCulture, $"{uri.Host}:{uri.Port}")
                : null)
            ?? Text(OpenTelemetryAttributes.MessagingDestination)
            ?? Text(OpenTelemetryAttributes.DbSystemName)
            ?? Text(OpenTelemetryAttributes.DbSystem)
            ?? Text(EnvoyAttributes.PeerAddress);
        return host is null ? null : OfServiceHost(host) ?? new CalledHost(host, null);

        string? Text(string key) => attributes.GetText(key) is { Length: > 0 } text ? text : null;
    }

    /// <summary>The host without its port.</summary>
    public string BareName => Name.LastIndexOf(':') is > 0 and int colon && Name.IndexOf(':', StringComparison.Ordinal) == colon ? Name[..colon] : Name;

    /// <summary>Reads <c>service.namespace.svc…</c>, with or without a port.</summary>
    private static CalledHost? OfServiceHost(string host)
        => host.Split(':')[0].Split('.') is [{ Length: > 0 } service, { Length: > 0 } inNamespace, ServiceDomain, ..]
            ? new CalledHost(service, inNamespace)
            : null;
}
