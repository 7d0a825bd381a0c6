using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Writes in TraceQL what a span must be like. Each condition holds for every span that is meant, and for few others.</summary>
/// <remarks>Regular expressions are written to mean the same whether the server anchors them, as newer ones do, or not.</remarks>
internal static class TraceQlConditions
{
    private const string Resource = "resource";
    private const string Span = "span";

    // Kubernetes cuts the names of owners in the names of pods: 63 letters, less the five of the pod's own, less the hash and its dash.
    private const int SureOfPodName = 47;

    /// <summary>A span of a service.</summary>
    public static string OfService(string service) => $"{Resource}.{OpenTelemetryAttributes.ServiceName} = {TraceQlText.Quote(service)}";

    /// <summary>A span that failed by <see cref="SpanErrors"/>.</summary>
    /// <remarks>Proxies send numbers as texts, and the one rule knows more than the status, so all ways in which a span can say it are asked for.</remarks>
    public static ImmutableArray<string> OfFailure() =>
    [
        "status = error",
        $"{Span}.{OpenTelemetryAttributes.Error} = true",
        Matches(Span, OpenTelemetryAttributes.Error, "(?i:true)"),
        $"{Span}.{OpenTelemetryAttributes.HttpResponseStatusCode} >= 500",
        Matches(Span, OpenTelemetryAttributes.HttpResponseStatusCode, "[+]?0*5[0-9][0-9]"),
        $"{Span}.{OpenTelemetryAttributes.HttpStatusCode} >= 500",
        Matches(Span, OpenTelemetryAttributes.HttpStatusCode, "[+]?0*5[0-9][0-9]"),
        $"{Span}.{EnvoyAttributes.ResponseFlags} != \"-\"",
        $"{Span}.{OpenTelemetryAttributes.GrpcStatusCode} != 0",
        Matches(Span, OpenTelemetryAttributes.GrpcStatusCode, "[+-]?0*[1-9][0-9]*"),
        $"{Span}.{EnvoyAttributes.GrpcStatusCode} != 0",
        Matches(Span, EnvoyAttributes.GrpcStatusCode, "[+-]?0*[1-9][0-9]*"),
    ];

    /// <summary>A span of a workload: by the names of services, by the names of pods, by what proxies and instrumentations record.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="services">The services under which its spans may be filed.</param>
    public static ImmutableArray<string> OfWorkload(WorkloadRef workload, ImmutableArray<string> services)
    {
        string name = TraceQlText.Quote(workload.Name);
        string pods = TraceQlText.EscapeRegex(workload.Name[..Math.Min(workload.Name.Length, SureOfPodName)]) + ".*";
        string inNamespace = workload.Namespace;
        string[] bare = [.. services.Where(service => !service.Contains('.', StringComparison.Ordinal)).Append(workload.Name).Distinct(StringComparer.Ordinal)];
        string apps = $"(?:{string.Join('|', bare.Select(TraceQlText.EscapeRegex))})";
        return
        [
            .. services.Where(service => !bare.Any(app => service == app || service == $"{app}.{inNamespace}")).Select(OfService),
            Matches(Resource, OpenTelemetryAttributes.ServiceName, $"{apps}(?:[.]{TraceQlText.EscapeRegex(inNamespace)}(?:[.]svc(?:[.].*)?)?)?"),
            Matches(Span, EnvoyAttributes.NodeId, $"[^~]*~[^~]*~{pods}"),
            $"{Span}.{EnvoyAttributes.SourceWorkload} = {name}",
            $"{Span}.{EnvoyAttributes.DestinationWorkload} = {name}",
            Matches(Span, EnvoyAttributes.SourceCanonicalService, apps),
            Matches(Span, EnvoyAttributes.DestinationCanonicalService, apps),
            Matches(Span, EnvoyAttributes.CanonicalService, apps),
            $"{Resource}.{OpenTelemetryAttributes.DeploymentName} = {name}",
            $"{Resource}.{OpenTelemetryAttributes.StatefulSetName} = {name}",
            $"{Resource}.{OpenTelemetryAttributes.DaemonSetName} = {name}",
            $"{Resource}.{OpenTelemetryAttributes.CronJobName} = {name}",
            Matches(Resource, OpenTelemetryAttributes.JobName, pods),
            Matches(Resource, OpenTelemetryAttributes.ReplicaSetName, pods),
            Matches(Resource, OpenTelemetryAttributes.PodName, pods),
            Matches(Resource, OpenTelemetryAttributes.ProcessHostname, pods),
            Matches(Resource, OpenTelemetryAttributes.HostName, pods),
            Matches(Span, OpenTelemetryAttributes.ProcessHostname, pods),
        ];
    }

    /// <summary>A span of a namespace.</summary>
    /// <remarks>A span that only the catalogue knows the namespace of, by the name of its service alone, is not asked for.</remarks>
    /// <param name="name">The namespace.</param>
    /// <param name="services">Services of it that do not name it.</param>
    public static ImmutableArray<string> OfNamespace(string name, ImmutableArray<string> services)
    {
        string literal = TraceQlText.Quote(name);
        string expression = TraceQlText.EscapeRegex(name);
        return
        [
            .. services.Select(OfService),
            Matches(Resource, OpenTelemetryAttributes.ServiceName, $"[^.]+[.]{expression}(?:[.]svc(?:[.].*)?)?"),
            Matches(Span, EnvoyAttributes.NodeId, $"[^~]*~[^~]*~[^~]*[.]{expression}(?:~.*)?"),
            $"{Span}.{EnvoyAttributes.IstioNamespace} = {literal}",
            $"{Span}.{EnvoyAttributes.SourceNamespace} = {literal}",
            $"{Span}.{EnvoyAttributes.DestinationNamespace} = {literal}",
            $"{Resource}.{OpenTelemetryAttributes.NamespaceName} = {literal}",
            $"{Resource}.{OpenTelemetryAttributes.ServiceNamespace} = {literal}",
        ];
    }

    /// <summary>
    /// A span with an attribute, its own or its resource's, of any type that TraceQL can compare: texts, numbers, booleans; also what Jaeger and Zipkin know as a tag and
    /// a span has as a field.
    /// </summary>
    /// <param name="attribute">The attribute's key and value.</param>
    /// <param name="dialect">What the server understands.</param>
    /// <returns>The conditions; none for what cannot be asked for in this dialect, which is left to the filter here.</returns>
    public static ImmutableArray<string> OfAttribute(KeyValuePair<string, string> attribute, TraceQlDialect dialect)
    {
        ImmutableArray<string> literals = TraceQlText.LiteralsOf(attribute.Value);
        return TraceQlText.NameOf(Span, attribute.Key, dialect) is { } own
            && TraceQlText.NameOf(Resource, attribute.Key, dialect) is { } shared
            && TryField(attribute, dialect, out string? field)
            ? [.. literals.Select(literal => $"{own} = {literal}"), .. literals.Select(literal => $"{shared} = {literal}"), .. field is null ? Array.Empty<string>() : [field]]
            : [];
    }

    private static bool TryField(KeyValuePair<string, string> attribute, TraceQlDialect dialect, out string? field)
    {
        string value = attribute.Value.ToLowerInvariant();
        field = attribute.Key switch
        {
            OpenTelemetryAttributes.SpanKindTag when value is "internal" or "server" or "client" or "producer" or "consumer" => $"kind = {value}",
            OpenTelemetryAttributes.Error when value == "true" => "status = error",
            OpenTelemetryAttributes.StatusCodeTag when value is "ok" or "error" => $"status = {value}",
            OpenTelemetryAttributes.StatusDescriptionTag => $"statusMessage = {TraceQlText.Quote(attribute.Value)}",
            _ => null,
        };
        return attribute.Key switch
        {
            OpenTelemetryAttributes.StatusDescriptionTag => dialect < TraceQlDialect.Plain,

            // Fields of which older versions that know all else know nothing.
            OpenTelemetryAttributes.ScopeName or OpenTelemetryAttributes.ScopeVersion or OpenTelemetryAttributes.LibraryName or OpenTelemetryAttributes.LibraryVersion
                or OpenTelemetryAttributes.TraceStateTag => false,
            _ => true,
        };
    }

    private static string Matches(string scope, string key, string expression) => $"{scope}.{key} =~ {TraceQlText.Quote($"(?s)^{expression}$")}";
}
