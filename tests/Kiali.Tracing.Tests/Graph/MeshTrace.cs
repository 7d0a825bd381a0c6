using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>A trace written by hand, as sidecars and instrumented applications record it. Spans last 10 ms, each starts 1 ms after the one before.</summary>
internal sealed class MeshTrace
{
    private readonly SpanColumnsBuilder _columns = new();
    private ulong _last;

    public static TraceId Id { get; } = TraceId.Parse("7f3c9a10000000000000000000000001");

    /// <summary>The mock-up's trace: through reviews-v3 to ratings-v1, which waits for a database that metrics do not show.</summary>
    public static MeshTrace Incident(int queries = 3)
    {
        MeshTrace trace = new();
        ulong gateway = trace.ProxyClient(0, "istio-system/istio-ingressgateway", "productpage");
        ulong productpage = trace.ProxyServer(gateway, "productpage-v1", "productpage");
        ulong page = trace.Application(productpage, "productpage-v1", SpanKind.Server);
        ulong toDetails = trace.ProxyClient(page, "bookinfo/productpage-v1", "details");
        trace.ProxyServer(toDetails, "details-v1", "details");
        ulong toReviews = trace.ProxyClient(page, "bookinfo/productpage-v1", "reviews", status: "503");
        ulong reviews = trace.ProxyServer(toReviews, "reviews-v3", "reviews", status: "503");
        ulong toRatings = trace.ProxyClient(reviews, "bookinfo/reviews-v3", "ratings", status: "503");
        ulong ratings = trace.ProxyServer(toRatings, "ratings-v1", "ratings", status: "503");
        ulong application = trace.Application(ratings, "ratings-v1", SpanKind.Server);
        for (int query = 0; query < queries; query++)
        {
            trace.Application(
                application, "ratings-v1", SpanKind.Client, (OpenTelemetryAttributes.ServerAddress, "mongodb"), (OpenTelemetryAttributes.ServerPort, "27017"));
        }

        return trace;
    }

    public ulong ProxyClient(ulong parent, string workload, string service, string status = "200")
        => Proxy(parent, SpanKind.Client, workload, service, status, $"outbound|9080||{service}.bookinfo.svc.cluster.local");

    public ulong ProxyServer(ulong parent, string workload, string service, string status = "200")
        => Proxy(parent, SpanKind.Server, $"bookinfo/{workload}", service, status, "inbound|9080||");

    /// <summary>An application's span, its resource naming the pod; of namespace bookinfo.</summary>
    public ulong Application(ulong parent, string workload, SpanKind kind, params ReadOnlySpan<(string Key, string Value)> attributes)
    {
        Resource resource = new(AttributeSet.OfTexts(
            (OpenTelemetryAttributes.ServiceName, $"{AppOf(workload)}.bookinfo"),
            (OpenTelemetryAttributes.NamespaceName, "bookinfo"),
            (OpenTelemetryAttributes.DeploymentName, workload)));
        return Add(parent, kind, "work", resource, attributes);
    }

    /// <summary>A span that names its service and no more; or not even that.</summary>
    public ulong Service(ulong parent, string? service, SpanKind kind, params ReadOnlySpan<(string Key, string Value)> attributes)
        => Add(parent, kind, "work", service is null ? Resource.Empty : new Resource(AttributeSet.OfTexts((OpenTelemetryAttributes.ServiceName, service))), attributes);

    public Trace ToTrace()
    {
        SpanColumns columns = _columns.Build();
        return Trace.Create(Enumerable.Range(0, columns.Count).Select(columns.GetSpan));
    }

    private ulong Proxy(ulong parent, SpanKind kind, string workload, string service, string status, string upstream)
    {
        string[] parts = workload.Split('/');
        Resource resource = new(AttributeSet.OfTexts((OpenTelemetryAttributes.ServiceName, $"{AppOf(parts[1])}.{parts[0]}")));
        return Add(
            parent,
            kind,
            $"{service}.bookinfo.svc.cluster.local:9080/*",
            resource,
            (OpenTelemetryAttributes.Component, EnvoyAttributes.ProxyComponent),
            (EnvoyAttributes.NodeId, $"sidecar~10.0.0.1~{parts[1]}-6f89b6c557-sg2bc.{parts[0]}~{parts[0]}.svc.cluster.local"),
            (EnvoyAttributes.UpstreamCluster, upstream),
            (EnvoyAttributes.CanonicalService, AppOf(parts[1])),
            (EnvoyAttributes.ClusterId, "Kubernetes"),
            (OpenTelemetryAttributes.HttpStatusCode, status));
    }

    private ulong Add(ulong parent, SpanKind kind, string name, Resource resource, params ReadOnlySpan<(string Key, string Value)> attributes)
    {
        long start = 1_794_000_050_000_000_000 + ((long)_last * UnixTime.NanosPerMilli);
        _last++;
        _columns.SetIds(Id, new SpanId(_last));
        if (parent != 0)
        {
            _columns.SetParent(new SpanId(parent));
        }

        _columns.SetName(_columns.AddString(name));
        _columns.SetKind(kind);
        _columns.SetTimes(start, start + (10 * UnixTime.NanosPerMilli));
        _columns.SetOrigin(_columns.AddResource(resource), _columns.AddScope(InstrumentationScope.Empty));
        foreach ((string key, string value) in attributes)
        {
            _columns.AddTextAttribute(_columns.AddString(key), _columns.AddString(value));
        }

        _columns.Commit();
        return _last;
    }

    private static string AppOf(string workload)
        => workload.LastIndexOf("-v", StringComparison.Ordinal) is > 0 and int end ? workload[..end] : workload;
}
