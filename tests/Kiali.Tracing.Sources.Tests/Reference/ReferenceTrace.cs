using System.Globalization;
using System.Numerics;

namespace Kiali.Tracing.Sources.Tests.Reference;

/// <summary>What is expected of a trace, computed the slow way: nested loops over the spans, one nanosecond interval at a time.</summary>
internal sealed class ReferenceTrace
{
    public ReferenceTrace(IEnumerable<ReferenceSpan> spans)
    {
        // Copies of one span unite; the richer one stays.
        Spans = [.. spans
            .GroupBy(span => (span.SpanId, span.Start, span.Kind, span.Name, span.Service))
            .Select(copies => copies.OrderByDescending(span => span.Attributes.Count + span.EventCount).First())];
    }

    public List<ReferenceSpan> Spans { get; }

    public bool HasUniqueIds => Spans.Select(span => span.SpanId).Distinct().Count() == Spans.Count;

    public long Start => Spans.Min(span => span.Start);

    public long End => Spans.Max(span => span.End);

    public int OrphanCount => Spans.Count(span => !span.ParentId.IsZero && Spans.All(other => other.SpanId != span.ParentId));

    public BigInteger? ParentOf(ReferenceSpan span)
        => !span.ParentId.IsZero && Spans.Any(other => other.SpanId == span.ParentId) ? span.ParentId : null;

    public int DepthOf(ReferenceSpan span)
    {
        int depth = 0;
        while (ParentOf(span) is { } parent && depth <= Spans.Count)
        {
            span = Spans.First(other => other.SpanId == parent);
            depth++;
        }

        return depth;
    }

    public long SelfTimeOf(ReferenceSpan span)
    {
        List<ReferenceSpan> children = [.. Spans.Where(other => other.ParentId == span.SpanId && !other.FollowsParent && other != span)];
        long[] edges = [.. children.SelectMany(child => new[] { child.Start, child.End }).Append(span.Start).Append(span.End)
            .Select(edge => Math.Clamp(edge, span.Start, span.End)).Distinct().Order()];
        long self = 0;
        for (int index = 1; index < edges.Length; index++)
        {
            if (!children.Any(child => child.Start <= edges[index - 1] && child.End >= edges[index]))
            {
                self += edges[index] - edges[index - 1];
            }
        }

        return self;
    }

    public static bool IsError(ReferenceSpan span)
    {
        if (span.Status == "ok")
        {
            return false;
        }

        string http = span.Attribute("http.response.status_code", "http.status_code") ?? "0";
        string flags = span.Attribute("response_flags") ?? "-";
        string grpc = span.Attribute("rpc.grpc.status_code", "grpc.status_code") ?? "0";
        bool grpcFailed = span.Kind == "server" ? grpc is "2" or "4" or "12" or "13" or "14" or "15" : int.TryParse(grpc, CultureInfo.InvariantCulture, out int code) && code != 0;
        return span.Status == "error"
            || string.Equals(span.Attribute("error"), "true", StringComparison.OrdinalIgnoreCase)
            || (http.Length == 3 && http[0] == '5')
            || (http == "0" && flags is not ("-" or ""))
            || grpcFailed;
    }
}
