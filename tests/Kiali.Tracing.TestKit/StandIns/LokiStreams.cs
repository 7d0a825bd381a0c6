using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Puts lines into a <see cref="LokiStandIn"/> as a collector would.</summary>
public static class LokiStreams
{
    /// <summary>A Loki with the lines of the recorded incident.</summary>
    public static async Task<LokiStandIn> OfSampleAsync(CollectorStyle style)
    {
        LokiStandIn loki = new();
        await using OpenedSource sample = await SourceRegistry.OpenAsync(SampleIncident.Uri, new SourceOpenOptions(), CancellationToken.None);
        LogQuery everything = new() { Window = new TimeRange(0, long.MaxValue) };
        foreach (RawLogLine line in (await sample.Logs!.FindLinesAsync(everything, CancellationToken.None)).Value)
        {
            Add(loki, style, line);
        }

        return loki;
    }

    /// <summary>Adds a line.</summary>
    public static void Add(LokiStandIn loki, CollectorStyle style, RawLogLine line, params (string Name, string Value)[] metadata)
    {
        string space = line.Workload.Namespace;
        (Dictionary<string, string> labels, Dictionary<string, string> beside) = style switch
        {
            CollectorStyle.Promtail => (new Dictionary<string, string>
            {
                ["namespace"] = space,
                ["pod"] = line.Pod,
                ["container"] = line.Container,
                ["job"] = $"{space}/{line.Workload.Name}",
                ["stream"] = "stdout",
            }, []),
            CollectorStyle.OpenTelemetry => (new Dictionary<string, string>
            {
                ["k8s_namespace_name"] = space,
                ["k8s_pod_name"] = line.Pod,
                ["k8s_container_name"] = line.Container,
                ["k8s_deployment_name"] = line.Workload.Name,
                ["service_name"] = line.Workload.Name,
            }, []),
            CollectorStyle.OpenTelemetryMetadata => (new Dictionary<string, string>
            {
                ["k8s_namespace_name"] = space,
                ["k8s_deployment_name"] = line.Workload.Name,
                ["service_name"] = line.Workload.Name,
            },
            new Dictionary<string, string> { ["k8s_pod_name"] = line.Pod, ["k8s_container_name"] = line.Container }),
            CollectorStyle.FluentBit => (new Dictionary<string, string>
            {
                ["kubernetes_namespace_name"] = space,
                ["kubernetes_pod_name"] = line.Pod,
                ["kubernetes_container_name"] = line.Container,
                ["kubernetes_host"] = "node-1",
            }, []),
            _ => (new Dictionary<string, string> { ["ns"] = space, ["kube_pod"] = line.Pod, ["ctr"] = line.Container }, new Dictionary<string, string>()),
        };
        foreach ((string name, string value) in metadata)
        {
            beside[name] = value;
        }

        loki.Add(line.UnixNano, labels, line.Body, beside);
    }
}
