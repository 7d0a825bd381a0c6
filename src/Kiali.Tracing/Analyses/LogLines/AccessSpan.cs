using System.Globalization;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>Finds the span of an access line: same pod, same side, same host, start within 5 ms, the longest overlap.</summary>
internal static class AccessSpan
{
    private const long StartTolerance = 5 * UnixTime.NanosPerMilli;

    /// <summary>Finds the span.</summary>
    /// <param name="access">The line.</param>
    /// <param name="podNamespace">The namespace of the line's pod.</param>
    /// <param name="trace">The trace that the line was joined to.</param>
    /// <param name="spans">The loaded spans of the pod.</param>
    /// <returns>The span; null when none agrees.</returns>
    public static SpanId? Find(AccessLog access, string podNamespace, Trace trace, PodSpans spans)
    {
        if (access.StartUnixNano is not { } start || access.Direction is not { } side)
        {
            return null;
        }

        List<Span> near =
        [
            .. spans.StartedWithin(start - StartTolerance, start + StartTolerance)
                .Where(item => item.Trace == trace && (item.Namespace is null || item.Namespace == podNamespace))
                .Select(item => item.Span)
                .Where(span => SideOf(span) == side && SameHost(access, span)),
        ];

        // The application's own span of the request starts within its proxy's; a line is the proxy's.
        if (near.Any(SpanWorkloads.IsProxySpan))
        {
            near.RemoveAll(span => !SpanWorkloads.IsProxySpan(span));
        }

        long end = start + Math.Min(access.DurationMs ?? 0, long.MaxValue / (4 * UnixTime.NanosPerMilli)) * UnixTime.NanosPerMilli;
        return near
            .OrderByDescending(span => Agreement(span, start, end))
            .ThenBy(span => Math.Abs(span.StartUnixNano - start))
            .ThenBy(span => span.SpanId)
            .FirstOrDefault()?.SpanId;
    }

    // Overlap in relation to what both cover: of two requests that began together, the longer one overlaps a short line as much as the right one does.
    private static double Agreement(Span span, long start, long end)
    {
        double overlap = Math.Max(0L, Math.Min(span.EndUnixNano, end) - Math.Max(span.StartUnixNano, start));
        double both = Math.Max(span.EndUnixNano, end) - Math.Min(span.StartUnixNano, start);
        return both <= 0 ? 1 : overlap / both;
    }

    private static TrafficDirection? SideOf(Span span) => span.Kind switch
    {
        SpanKind.Server or SpanKind.Consumer => TrafficDirection.Inbound,
        SpanKind.Client or SpanKind.Producer => TrafficDirection.Outbound,
        _ => null,
    };

    // What both tell must agree; what one does not tell does not count.
    private static bool SameHost(AccessLog access, Span span)
    {
        AttributeSet attributes = span.Attributes;
        string? cluster = attributes.GetText(EnvoyAttributes.UpstreamCluster) ?? attributes.GetText(EnvoyAttributes.UpstreamClusterName);
        if (access.UpstreamCluster is { } upstream && cluster is { Length: > 0 } && cluster != upstream)
        {
            return false;
        }

        string? url = attributes.GetText(OpenTelemetryAttributes.HttpUrl) ?? attributes.GetText(OpenTelemetryAttributes.UrlFull);
        return access.Authority is not { } authority
            || !Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
            || SameAuthority(authority, address);
    }

    private static bool SameAuthority(string authority, Uri address)
        => authority.Equals(address.Authority, StringComparison.OrdinalIgnoreCase)
            || authority.Equals(string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}"), StringComparison.OrdinalIgnoreCase);
}
