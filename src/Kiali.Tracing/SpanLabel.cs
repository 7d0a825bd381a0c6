using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing;

/// <summary>How a span is named where people read it: whose it is, and what it does.</summary>
/// <remarks>
/// A proxy's span says the other side, <c>→ reviews</c> for a request sent and <c>← productpage-v1</c> for one received; an application's span says its name.
/// </remarks>
/// <param name="Owner">The workload; the service where no workload is known.</param>
/// <param name="Action">What it does: an arrow and the other side, or the span's name.</param>
public readonly record struct SpanLabel(string Owner, string Action)
{
    private const string Sent = "→ ";
    private const string Received = "← ";
    private const int UpstreamClusterParts = 4;

    /// <summary>Both, with a space between.</summary>
    public string Text => Owner.Length == 0 ? Action : $"{Owner} {Action}";

    /// <summary>Whether it is a proxy's.</summary>
    public bool IsProxy => Action.StartsWith(Sent, StringComparison.Ordinal) || Action.StartsWith(Received, StringComparison.Ordinal);

    /// <summary>Names a span.</summary>
    /// <param name="span">The span.</param>
    /// <param name="parent">Its parent, which tells who sent a request that a proxy received; null when there is none.</param>
    /// <returns>The label.</returns>
    public static SpanLabel Of(Span span, Span? parent)
    {
        string owner = OwnerOf(span);
        if (!SpanWorkloads.IsProxySpan(span))
        {
            return new SpanLabel(owner, span.Name);
        }

        return span.Kind switch
        {
            SpanKind.Client => new SpanLabel(owner, Sent + (UpstreamService(span) ?? HostOf(span.Name))),
            SpanKind.Server when parent is not null => new SpanLabel(owner, Received + OwnerOf(parent)),
            SpanKind.Server => new SpanLabel(owner, Received + HostOf(span.Name)),
            _ => new SpanLabel(owner, span.Name),
        };
    }

    /// <summary>Whose span it is.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The workload's name; the service's where no workload is known; empty when neither is.</returns>
    public static string OwnerOf(Span span) => SpanWorkloads.WorkloadOf(span)?.Name ?? span.ServiceName;

    /// <summary>The request that a span stands for, which says more than the host and port that Envoy names its spans after.</summary>
    /// <param name="span">The span.</param>
    /// <returns>For a proxy's span method and path, for instance <c>GET /productpage</c>, where recorded; else the span's name.</returns>
    public static string RequestOf(Span span)
    {
        if (!SpanWorkloads.IsProxySpan(span))
        {
            return span.Name;
        }

        AttributeSet attributes = span.Attributes;
        string? method = attributes.GetText(OpenTelemetryAttributes.HttpMethod) ?? attributes.GetText(OpenTelemetryAttributes.HttpRequestMethod);
        string? url = attributes.GetText(OpenTelemetryAttributes.HttpUrl) ?? attributes.GetText(OpenTelemetryAttributes.UrlFull);
        return method is { Length: > 0 } && Uri.TryCreate(url, UriKind.Absolute, out Uri? address) ? $"{method} {address.AbsolutePath}" : span.Name;
    }

    // outbound|9080||reviews.bookinfo.svc.cluster.local
    private static string? UpstreamService(Span span)
    {
        string[] parts = span.Attributes.GetText(EnvoyAttributes.UpstreamCluster)?.Split('|') ?? [];
        return parts.Length == UpstreamClusterParts && parts[^1].Length > 0 ? FirstPart(parts[^1]) : null;
    }

    // Envoy names its spans after the host and port asked for: reviews.bookinfo.svc.cluster.local:9080/*
    private static string HostOf(string name)
    {
        int end = name.AsSpan().IndexOfAny(':', '/');
        string host = end > 0 ? name[..end] : name;
        return host.Contains('.', StringComparison.Ordinal) && !host.Contains(' ', StringComparison.Ordinal) ? FirstPart(host) : name;
    }

    private static string FirstPart(string host)
        => char.IsAsciiDigit(host[0]) && System.Net.IPAddress.TryParse(host, out _) ? host : host.Split('.')[0] is { Length: > 0 } first ? first : host;
}
