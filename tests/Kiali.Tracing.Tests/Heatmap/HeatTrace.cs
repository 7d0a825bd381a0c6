using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Tests.Heatmap;

/// <summary>A trace written by hand for comparisons: spans with a workload, a side and a duration.</summary>
internal sealed class HeatTrace
{
    public const long StartUnixNano = 1_794_654_000_000_000_000;

    private readonly SpanColumnsBuilder _columns = new();
    private ulong _last;

    public static TraceId Id { get; } = TraceId.Parse("7f3c9a10000000000000000000000001");

    /// <summary>A gateway's client span, then productpage's server span and its application's, then its client span to reviews, and reviews' server span.</summary>
    public static Trace Bookinfo(double productpageMs = 40) => new HeatTrace()
        .Proxy("istio-system/istio-ingressgateway", SpanKind.Client, 0, productpageMs + 2)
        .Proxy("bookinfo/productpage-v1", SpanKind.Server, 1, productpageMs)
        .Application("bookinfo/productpage-v1", SpanKind.Server, 2, productpageMs - 2)
        .Proxy("bookinfo/productpage-v1", SpanKind.Client, 5, 20)
        .Proxy("bookinfo/reviews-v1", SpanKind.Server, 6, 18)
        .Application("bookinfo/reviews-v1", SpanKind.Internal, 7, 3)
        .ToTrace();

    public HeatTrace Proxy(string workload, SpanKind kind, double startMs, double durationMs, string role = "sidecar", string? upstream = null)
        => Add(workload, kind, startMs, durationMs, role, upstream);

    public HeatTrace Application(string workload, SpanKind kind, double startMs, double durationMs) => Add(workload, kind, startMs, durationMs, null, null);

    /// <summary>A span that does not say whose it is.</summary>
    public HeatTrace Nameless(SpanKind kind, double startMs, double durationMs) => Add(null, kind, startMs, durationMs, null, null);

    public Trace ToTrace()
    {
        SpanColumns columns = _columns.Build();
        return Trace.Create(Enumerable.Range(0, columns.Count).Select(columns.GetSpan));
    }

    private HeatTrace Add(string? workload, SpanKind kind, double startMs, double durationMs, string? role, string? upstream)
    {
        _last++;
        string[] parts = workload?.Split('/') ?? [];
        _columns.SetIds(Id, new SpanId(_last));
        if (_last > 1)
        {
            _columns.SetParent(new SpanId(_last - 1));
        }

        _columns.SetName(_columns.AddString($"span {_last}"));
        _columns.SetKind(kind);
        long start = StartUnixNano + (long)(startMs * UnixTime.NanosPerMilli);
        _columns.SetTimes(start, start + (long)(durationMs * UnixTime.NanosPerMilli));
        AttributeSet resource = parts.Length < 2 || role is not null
            ? AttributeSet.Empty
            : AttributeSet.OfTexts((OpenTelemetryAttributes.NamespaceName, parts[0]), (OpenTelemetryAttributes.DeploymentName, parts[1]));
        _columns.SetOrigin(_columns.AddResource(new Resource(resource)), _columns.AddScope(InstrumentationScope.Empty));
        if (role is not null)
        {
            Attribute(OpenTelemetryAttributes.Component, EnvoyAttributes.ProxyComponent);
            Attribute(EnvoyAttributes.NodeId, $"{role}~10.0.0.1~{parts[1]}-6f89b6c557-sg2bc.{parts[0]}~{parts[0]}.svc.cluster.local");
        }

        if (upstream is not null)
        {
            Attribute(EnvoyAttributes.UpstreamCluster, upstream);
        }

        _columns.Commit();
        return this;
    }

    private void Attribute(string key, string value) => _columns.AddTextAttribute(_columns.AddString(key), _columns.AddString(value));
}
