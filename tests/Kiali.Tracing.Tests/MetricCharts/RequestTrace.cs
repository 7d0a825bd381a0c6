using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Tests.MetricCharts;

/// <summary>Traces written by hand: spans of workloads of bookinfo, recorded by a proxy, an application or a waypoint.</summary>
internal sealed class RequestTrace
{
    private readonly SpanColumnsBuilder _columns = new();
    private ulong _last;
    private ulong _trace = 1;

    public TraceSet ToSet() => TraceSet.Create([_columns.Build()]);

    public RequestTrace NextTrace()
    {
        _trace++;
        return this;
    }

    /// <summary>A sidecar's span.</summary>
    public ulong Proxy(ulong parent, SpanKind kind, string workload, double atSeconds = 0, double ms = 10, string status = "200", string name = "host:9080/*")
        => Add(
            parent, kind, name, Resource.Empty, atSeconds, ms,
            (OpenTelemetryAttributes.Component, EnvoyAttributes.ProxyComponent),
            (EnvoyAttributes.NodeId, $"sidecar~10.0.0.1~{workload}-6f89b6c557-sg2bc.bookinfo~bookinfo.svc.cluster.local"),
            (OpenTelemetryAttributes.HttpStatusCode, status));

    /// <summary>An application's span.</summary>
    public ulong Application(ulong parent, SpanKind kind, string workload, double atSeconds = 0, double ms = 10)
        => Add(
            parent, kind, "work",
            new Resource(AttributeSet.OfTexts(
                (OpenTelemetryAttributes.ServiceName, workload),
                (OpenTelemetryAttributes.NamespaceName, "bookinfo"),
                (OpenTelemetryAttributes.DeploymentName, workload))),
            atSeconds, ms);

    /// <summary>A waypoint's span between two workloads.</summary>
    public ulong Waypoint(ulong parent, SpanKind kind, string source, string destination)
        => Add(
            parent, kind, "waypoint", Resource.Empty, 0, 10,
            (OpenTelemetryAttributes.Component, EnvoyAttributes.ProxyComponent),
            (EnvoyAttributes.NodeId, "waypoint~10.0.0.9~waypoint-7d9c5b8f4-abcde.bookinfo~bookinfo.svc.cluster.local"),
            (EnvoyAttributes.SourceWorkload, source), (EnvoyAttributes.SourceNamespace, "bookinfo"),
            (EnvoyAttributes.DestinationWorkload, destination), (EnvoyAttributes.DestinationNamespace, "bookinfo"));

    private ulong Add(
        ulong parent, SpanKind kind, string name, Resource resource, double atSeconds, double ms, params ReadOnlySpan<(string Key, string Value)> attributes)
    {
        long start = (long)((ScrapedTraffic.StartUnixSeconds + atSeconds) * 1000) * UnixTime.NanosPerMilli;
        _columns.SetIds(new TraceId(0xabc, _trace), new SpanId(++_last));
        _columns.SetParent(new SpanId(parent));
        _columns.SetName(_columns.AddString(name));
        _columns.SetKind(kind);
        _columns.SetTimes(start, start + (long)(ms * UnixTime.NanosPerMilli));
        _columns.SetOrigin(_columns.AddResource(resource), _columns.AddScope(InstrumentationScope.Empty));
        foreach ((string key, string value) in attributes)
        {
            _columns.AddTextAttribute(_columns.AddString(key), _columns.AddString(value));
        }

        _columns.Commit();
        return _last;
    }
}
