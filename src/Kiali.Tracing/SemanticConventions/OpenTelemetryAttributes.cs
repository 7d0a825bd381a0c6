namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of OpenTelemetry's attributes, old and new spellings.</summary>
public static class OpenTelemetryAttributes
{
    /// <summary>Resource: the service's name.</summary>
    public const string ServiceName = "service.name";

    /// <summary>Resource: the pod's name.</summary>
    public const string PodName = "k8s.pod.name";

    /// <summary>Resource: the pod's namespace.</summary>
    public const string NamespaceName = "k8s.namespace.name";

    /// <summary>Resource: the container's name.</summary>
    public const string ContainerName = "k8s.container.name";

    /// <summary>Resource: the node's name.</summary>
    public const string NodeName = "k8s.node.name";

    /// <summary>Resource: the cluster's name.</summary>
    public const string ClusterName = "k8s.cluster.name";

    /// <summary>Resource: the owning Deployment's name.</summary>
    public const string DeploymentName = "k8s.deployment.name";

    /// <summary>Resource: the owning StatefulSet's name.</summary>
    public const string StatefulSetName = "k8s.statefulset.name";

    /// <summary>Resource: the owning DaemonSet's name.</summary>
    public const string DaemonSetName = "k8s.daemonset.name";

    /// <summary>Resource: the owning CronJob's name.</summary>
    public const string CronJobName = "k8s.cronjob.name";

    /// <summary>Resource: the owning Job's name.</summary>
    public const string JobName = "k8s.job.name";

    /// <summary>Resource: the owning ReplicaSet's name.</summary>
    public const string ReplicaSetName = "k8s.replicaset.name";

    /// <summary>Resource: the service's version.</summary>
    public const string ServiceVersion = "service.version";

    /// <summary>Resource: the group that the service belongs to, in Kubernetes its namespace.</summary>
    public const string ServiceNamespace = "service.namespace";

    /// <summary>Resource, older: the host's name, which in Kubernetes is the pod's.</summary>
    public const string ProcessHostname = "hostname";

    /// <summary>Resource: the host's name, which in Kubernetes is the pod's.</summary>
    public const string HostName = "host.name";

    /// <summary>Span: the HTTP response status, current spelling.</summary>
    public const string HttpResponseStatusCode = "http.response.status_code";

    /// <summary>Span: the HTTP response status, older spelling.</summary>
    public const string HttpStatusCode = "http.status_code";

    /// <summary>Span: the HTTP method, current spelling.</summary>
    public const string HttpRequestMethod = "http.request.method";

    /// <summary>Span: the HTTP method, older spelling.</summary>
    public const string HttpMethod = "http.method";

    /// <summary>Span: the full URL, current spelling.</summary>
    public const string UrlFull = "url.full";

    /// <summary>Span: the full URL, older spelling.</summary>
    public const string HttpUrl = "http.url";

    /// <summary>Span: the gRPC status.</summary>
    public const string GrpcStatusCode = "rpc.grpc.status_code";

    /// <summary>Span, from OpenTracing: whether it failed.</summary>
    public const string Error = "error";

    /// <summary>Span, from OpenTracing: its kind.</summary>
    public const string SpanKindTag = "span.kind";

    /// <summary>Span, from OpenTracing: the part of the software.</summary>
    public const string Component = "component";

    /// <summary>Span of a caller: the name of the service it calls.</summary>
    public const string PeerService = "peer.service";

    /// <summary>Span of a caller: the host it calls, current spelling.</summary>
    public const string ServerAddress = "server.address";

    /// <summary>Span of a caller: the port it calls, current spelling.</summary>
    public const string ServerPort = "server.port";

    /// <summary>Span of a caller: the host it calls, older spelling.</summary>
    public const string NetPeerName = "net.peer.name";

    /// <summary>Span of a caller: the port it calls, older spelling.</summary>
    public const string NetPeerPort = "net.peer.port";

    /// <summary>Span: the address at the other end of the connection.</summary>
    public const string NetworkPeerAddress = "network.peer.address";

    /// <summary>Span: the port at the other end of the connection.</summary>
    public const string NetworkPeerPort = "network.peer.port";

    /// <summary>Span: the address at its own end of the connection.</summary>
    public const string NetworkLocalAddress = "network.local.address";

    /// <summary>Span: the port at its own end of the connection.</summary>
    public const string NetworkLocalPort = "network.local.port";

    /// <summary>Span of a caller: the product of the database it calls, current spelling.</summary>
    public const string DbSystemName = "db.system.name";

    /// <summary>Span of a caller: the product of the database it calls, older spelling.</summary>
    public const string DbSystem = "db.system";

    /// <summary>Span: the topic or queue it sends to or takes from.</summary>
    public const string MessagingDestination = "messaging.destination.name";

    /// <summary>Span: the remote call system, for instance <c>grpc</c>.</summary>
    public const string RpcSystem = "rpc.system";

    /// <summary>Span, from Jaeger: the status that OTLP has as a field.</summary>
    public const string StatusCodeTag = "otel.status_code";

    /// <summary>Span, from Jaeger: the status message that OTLP has as a field.</summary>
    public const string StatusDescriptionTag = "otel.status_description";

    /// <summary>Span, from Jaeger: the name of the library that recorded it.</summary>
    public const string ScopeName = "otel.scope.name";

    /// <summary>Span, from Jaeger: that library's version.</summary>
    public const string ScopeVersion = "otel.scope.version";

    /// <summary>The same, older.</summary>
    public const string LibraryName = "otel.library.name";

    /// <summary>The same, older.</summary>
    public const string LibraryVersion = "otel.library.version";

    /// <summary>Span, from Jaeger: the trace state that OTLP has as a field.</summary>
    public const string TraceStateTag = "w3c.tracestate";

    /// <summary>Span: the warnings that Jaeger gives it, where it answers with OTLP.</summary>
    public const string JaegerWarnings = "@jaeger@warnings";

    /// <summary>Link, from OpenTracing: what kind of reference it was.</summary>
    public const string ReferenceType = "opentracing.ref_type";

    /// <summary>A value of <see cref="ReferenceType"/>: the span is part of the other's work.</summary>
    public const string ChildOfReference = "child_of";

    /// <summary>A value of <see cref="ReferenceType"/>: the other does not wait for the span.</summary>
    public const string FollowsFromReference = "follows_from";

    /// <summary>Event: what an exception said.</summary>
    public const string ExceptionMessage = "exception.message";

    /// <summary>Event: the type of an exception.</summary>
    public const string ExceptionType = "exception.type";

    /// <summary>Event, from OpenTracing: what happened.</summary>
    public const string EventMessage = "message";
}
