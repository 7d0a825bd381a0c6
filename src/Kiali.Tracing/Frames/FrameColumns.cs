namespace Kiali.Tracing.Frames;

/// <summary>The names of data frame columns: those of the JSON contract in snake_case, units kept.</summary>
public static class FrameColumns
{
    /// <summary>Column: the trace's id, 32 hexadecimal digits.</summary>
    public const string TraceId = "trace_id";

    /// <summary>Column: the span's id, 16 hexadecimal digits.</summary>
    public const string SpanId = "span_id";

    /// <summary>Column: the parent's id within the trace.</summary>
    public const string ParentSpanId = "parent_span_id";

    /// <summary>Column: the name of a span, trace or chart.</summary>
    public const string Name = "name";

    /// <summary>Column: the service of the trace's root.</summary>
    public const string RootService = "root_service";

    /// <summary>Column: when it started, UTC.</summary>
    public const string StartTime = "start_time";

    /// <summary>Column: how long it took, milliseconds.</summary>
    public const string DurationMs = "duration_ms";

    /// <summary>Column: how many spans.</summary>
    public const string SpanCount = "span_count";

    /// <summary>Column: how many of them failed.</summary>
    public const string ErrorCount = "error_count";

    /// <summary>Column: the services that took part, joined by commas.</summary>
    public const string Services = "services";

    /// <summary>Column: the mean of the spans longer than zero, milliseconds.</summary>
    public const string AverageSpanDurationMs = "average_span_duration_ms";

    /// <summary>Column: the kind of a span, or of a workload.</summary>
    public const string Kind = "kind";

    /// <summary>Column: the service.</summary>
    public const string Service = "service";

    /// <summary>Column: from the trace's start, milliseconds.</summary>
    public const string StartOffsetMs = "start_offset_ms";

    /// <summary>Column: the time not covered by children, milliseconds.</summary>
    public const string SelfTimeMs = "self_time_ms";

    /// <summary>Column: the outcome that was set.</summary>
    public const string Status = "status";

    /// <summary>Column: its message.</summary>
    public const string StatusMessage = "status_message";

    /// <summary>Column: whether it failed.</summary>
    public const string Error = "error";

    /// <summary>Column: which part of the error rule holds.</summary>
    public const string ErrorReason = "error_reason";

    /// <summary>Column: the cluster.</summary>
    public const string Cluster = "cluster";

    /// <summary>Column: the namespace.</summary>
    public const string Namespace = "namespace";

    /// <summary>Column: the workload.</summary>
    public const string Workload = "workload";

    /// <summary>Column: the pod.</summary>
    public const string Pod = "pod";

    /// <summary>Column: how many ancestors.</summary>
    public const string Depth = "depth";

    /// <summary>Column: whether the trace's duration depends on it.</summary>
    public const string OnCriticalPath = "on_critical_path";

    /// <summary>Column: <c>avg</c> or a quantile such as <c>p99</c>.</summary>
    public const string Statistic = "statistic";

    /// <summary>Column: the compared window, for instance <c>10m</c>.</summary>
    public const string Interval = "interval";

    /// <summary>Column: the metric's value, milliseconds.</summary>
    public const string MetricMs = "metric_ms";

    /// <summary>Column: duration − metric, milliseconds.</summary>
    public const string DeltaMs = "delta_ms";

    /// <summary>Column: duration ÷ metric.</summary>
    public const string Ratio = "ratio";

    /// <summary>Column: the lower bound of the quantile's bucket, milliseconds.</summary>
    public const string LowerMs = "lower_ms";

    /// <summary>Column: the upper bound of the quantile's bucket, milliseconds.</summary>
    public const string UpperMs = "upper_ms";

    /// <summary>Column: how many requests, extrapolated.</summary>
    public const string Requests = "requests";

    /// <summary>Column: how much of the window has samples, seconds.</summary>
    public const string CoveredSeconds = "covered_seconds";

    /// <summary>Column: whether the request can be told apart from the statistic.</summary>
    public const string Distinguishable = "distinguishable";

    /// <summary>Column: why a cell is empty.</summary>
    public const string Reason = "reason";

    /// <summary>Column: the chart's name.</summary>
    public const string Chart = "chart";

    /// <summary>Column: the chart's unit.</summary>
    public const string Unit = "unit";

    /// <summary>Column: <c>inbound</c> or <c>outbound</c>.</summary>
    public const string Direction = "direction";

    /// <summary>Column: when, UTC.</summary>
    public const string Time = "time";

    /// <summary>Column: the value, in the chart's unit.</summary>
    public const string Value = "value";

    /// <summary>Column: the series' labels, as Prometheus writes them.</summary>
    public const string Labels = "labels";

    /// <summary>Column: the metric's name.</summary>
    public const string Metric = "metric";

    /// <summary>Column: the sum of a histogram's observations, in the metric's unit.</summary>
    public const string Sum = "sum";

    /// <summary>Column: where an edge starts.</summary>
    public const string Source = "source";

    /// <summary>Column: where an edge ends.</summary>
    public const string Target = "target";

    /// <summary>Column: the protocol.</summary>
    public const string Protocol = "protocol";

    /// <summary>Column: requests a second.</summary>
    public const string RequestsPerSecond = "requests_per_second";

    /// <summary>Column: failed requests, percent.</summary>
    public const string ErrorPercent = "error_percent";

    /// <summary>Column: 4xx answers, percent.</summary>
    public const string ClientErrorPercent = "client_error_percent";

    /// <summary>Column: mean response time, milliseconds.</summary>
    public const string AvgMs = "avg_ms";

    /// <summary>Column: median, milliseconds.</summary>
    public const string P50Ms = "p50_ms";

    /// <summary>Column: 90th percentile, milliseconds.</summary>
    public const string P90Ms = "p90_ms";

    /// <summary>Column: 95th percentile, milliseconds.</summary>
    public const string P95Ms = "p95_ms";

    /// <summary>Column: 99th percentile, milliseconds.</summary>
    public const string P99Ms = "p99_ms";

    /// <summary>Column: requests over mutual TLS, percent.</summary>
    public const string MtlsPercent = "mtls_percent";

    /// <summary>Column: the health.</summary>
    public const string Health = "health";

    /// <summary>Column: whether the laid-over trace passes it.</summary>
    public const string InTrace = "in_trace";

    /// <summary>Column: whether only the trace knows it.</summary>
    public const string OnlyInTrace = "only_in_trace";

    /// <summary>Column: the trace's spans on it, joined by commas.</summary>
    public const string SpanIds = "span_ids";

    /// <summary>Column: when the container runtime received the line, UTC.</summary>
    public const string LoggedAt = "logged_at";

    /// <summary>Column: <c>app</c>, <c>proxy</c>, <c>waypoint</c>, <c>ztunnel</c> or <c>span</c>.</summary>
    public const string Origin = "origin";

    /// <summary>Column: the container.</summary>
    public const string Container = "container";

    /// <summary>Column: the severity.</summary>
    public const string Severity = "severity";

    /// <summary>Column: the line.</summary>
    public const string Message = "message";

    /// <summary>Column: the request's id.</summary>
    public const string RequestId = "request_id";

    /// <summary>Column: by what the line was joined to a trace.</summary>
    public const string Join = "join";

    /// <summary>Column: how many spans covered the line.</summary>
    public const string Candidates = "candidates";

    /// <summary>Column: whether the line continues the one before.</summary>
    public const string ContinuesLine = "continues_line";

    /// <summary>Column: how many.</summary>
    public const string Count = "count";

    /// <summary>Column: how many failed.</summary>
    public const string Errors = "errors";

    /// <summary>Column: the mean, milliseconds.</summary>
    public const string MeanMs = "mean_ms";

    /// <summary>Column: the app label.</summary>
    public const string App = "app";

    /// <summary>Column: the version label.</summary>
    public const string Version = "version";

    /// <summary>Column: the pods, joined by commas.</summary>
    public const string Pods = "pods";

    /// <summary>Column: what the caller is: <c>workload</c>, <c>service</c>, <c>app</c> or <c>unknown</c>.</summary>
    public const string SourceType = "source_type";

    /// <summary>Column: the caller's namespace.</summary>
    public const string SourceNamespace = "source_namespace";

    /// <summary>Column: the caller's name.</summary>
    public const string SourceName = "source_name";

    /// <summary>Column: what the callee is.</summary>
    public const string TargetType = "target_type";

    /// <summary>Column: the caller's cluster.</summary>
    public const string SourceCluster = "source_cluster";

    /// <summary>Column: the callee's cluster.</summary>
    public const string TargetCluster = "target_cluster";

    /// <summary>Column: the callee's namespace.</summary>
    public const string TargetNamespace = "target_namespace";

    /// <summary>Column: the callee's name.</summary>
    public const string TargetName = "target_name";

    /// <summary>Column: bytes a second that the caller sent, or received, or both.</summary>
    public const string BytesPerSecond = "bytes_per_second";

    /// <summary>Column: gRPC messages a second that the caller sent, or received, or both.</summary>
    public const string MessagesPerSecond = "messages_per_second";

    /// <summary>Column: the HTTP method of an access line.</summary>
    public const string Method = "method";

    /// <summary>Column: the path of an access line.</summary>
    public const string Path = "path";

    /// <summary>Column: the response status of an access line; 0 when none was sent.</summary>
    public const string ResponseCode = "response_code";

    /// <summary>Column: Envoy's response flags of an access line.</summary>
    public const string ResponseFlags = "response_flags";

    /// <summary>Column: where the request of an access line went.</summary>
    public const string UpstreamCluster = "upstream_cluster";

    /// <summary>Column: the host that an access line says was asked for.</summary>
    public const string Authority = "authority";
}
