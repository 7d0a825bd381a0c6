using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Otlp;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Gives a snapshot's log lines.</summary>
internal sealed class SnapshotLogSource : ILogSource, IDisposable
{
    private readonly SnapshotFolder _folder;
    private readonly SnapshotCatalogSource? _catalog;
    private readonly SnapshotPart<LoadedLogs> _logs;

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The snapshot.</param>
    /// <param name="folder">Its files.</param>
    /// <param name="catalog">Its workloads, which say whose a pod is; null when it has none.</param>
    public SnapshotLogSource(string uri, SnapshotFolder folder, SnapshotCatalogSource? catalog)
    {
        Uri = uri;
        _folder = folder;
        _catalog = catalog;
        _logs = new SnapshotPart<LoadedLogs>(Read);
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange => _folder.Manifest.TimeRange;

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        if (query.Previous)
        {
            throw new ArgumentException("A snapshot keeps what containers wrote before a restart with what they wrote after it.", nameof(query));
        }

        LoadedLogs logs = await _logs.GetAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Workload> workloads = _catalog is null
            ? []
            : (await _catalog.GetWorkloadsAsync(CatalogQuery.Everything, cancellationToken).ConfigureAwait(false)).Value;
        ImmutableArray<LogOrigin> origins = LogOrigin.Of(logs.Lines.Origins, workloads);
        bool[] wanted = [.. origins.Select(origin => origin.Matches(query))];
        SharedProxyScope shared = new(query, WorkloadOfPod(origins));
        bool[] looked = [.. origins.Select((origin, index) => !wanted[index] && shared.LooksAt(origin.Role) && origin.IsContainerOf(query))];
        List<int> found = [];
        for (int line = 0; line < logs.Lines.Count; line++)
        {
            int origin = logs.Lines.OriginOf(line);
            if ((wanted[origin] || looked[origin]) && query.Window.Contains(logs.Lines.TimeOf(line))
                && (wanted[origin] || shared.Wants(origins[origin].Role, logs.Lines.TextOf(line))))
            {
                found.Add(line);
            }
        }

        ImmutableArray<int> ordered = [.. found.OrderBy(logs.Lines.TimeOf)];
        ImmutableArray<Warning> warnings = logs.Warnings.AddRange(_folder.Manifest.CaptureOf("logs")?.Gaps(query.Window, Uri) ?? []);
        bool complete = logs.Complete && warnings.Length == logs.Warnings.Length;
        if (query.Limit is { } limit && ordered.Length > limit)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture, $"{ordered.Length} lines match; the newest {limit} are shown. Raise --limit or narrow the window for more.");
            warnings = warnings.Add(new Warning("limit", message, ordered.Length - limit, Uri));
            complete = false;
            ordered = ordered[^limit..];
        }

        ImmutableArray<RawLogLine> lines = [.. ordered.Select(line => origins[logs.Lines.OriginOf(line)].Line(logs.Lines.TimeOf(line), logs.Lines.TextOf(line)))];
        return new Answer<ImmutableArray<RawLogLine>>(lines, complete, warnings);
    }

    /// <inheritdoc/>
    public void Dispose() => _logs.Dispose();

    private static Func<string, string, WorkloadRef?> WorkloadOfPod(ImmutableArray<LogOrigin> origins)
    {
        ILookup<(string Namespace, string Pod), WorkloadRef> pods = origins.ToLookup(origin => (origin.Workload.Namespace, origin.Pod), origin => origin.Workload);
        return (inNamespace, pod) => pods[(inNamespace, pod)].FirstOrDefault() ?? new WorkloadRef(null, inNamespace, SpanWorkloads.WorkloadOfPod(pod));
    }

    private LoadedLogs Read(CancellationToken cancellationToken)
    {
        string name = _folder.NameOf(SnapshotFolder.Logs);
        using FileContent content = _folder.Open(SnapshotFolder.Logs, cutIsReadable: true);
        LogLineStore lines = new();
        ReadTally tally = new(name);
        if (!new OtlpLogsJson(new JsonInput(content.Stream, cancellationToken), lines, tally).Read())
        {
            throw new SourceException(name, "read logs", $"{name} holds no OTLP logs; save the snapshot again.");
        }

        return new LoadedLogs(lines, !tally.Incomplete, tally.ToWarnings());
    }

    private sealed record LoadedLogs(LogLineStore Lines, bool Complete, ImmutableArray<Warning> Warnings);

    /// <summary>Who wrote lines.</summary>
    private sealed record LogOrigin(WorkloadRef Workload, string Pod, string Container, ContainerRole Role)
    {
        public static ImmutableArray<LogOrigin> Of(IReadOnlyList<AttributeSet> resources, ImmutableArray<Workload> workloads)
        {
            Dictionary<(string Namespace, string Pod), (Workload Workload, Pod Pod)> pods = [];
            foreach (Workload workload in workloads)
            {
                foreach (Pod pod in workload.Pods)
                {
                    pods.TryAdd((workload.Ref.Namespace, pod.Name), (workload, pod));
                }
            }

            return [.. resources.Select(resource => Of(resource, pods))];
        }

        public bool Matches(LogQuery query)
            => (query.Namespaces.IsEmpty || query.Namespaces.Contains(Workload.Namespace))
                && (query.Workloads.IsEmpty || query.Workloads.Any(Workload.Matches))
                && IsContainerOf(query);

        public bool IsContainerOf(LogQuery query) => query.Containers.IsEmpty || query.Containers.Contains(Container);

        public RawLogLine Line(long unixNano, string text) => new(unixNano, Workload, Pod, Container, Role, text);

        private static LogOrigin Of(AttributeSet resource, Dictionary<(string Namespace, string Pod), (Workload Workload, Pod Pod)> pods)
        {
            string space = resource.GetText(OpenTelemetryAttributes.NamespaceName) ?? string.Empty;
            string pod = resource.GetText(OpenTelemetryAttributes.PodName) ?? string.Empty;
            string container = resource.GetText(OpenTelemetryAttributes.ContainerName) ?? string.Empty;
            if (pods.TryGetValue((space, pod), out (Workload Workload, Pod Pod) known))
            {
                ContainerRole role = known.Pod.Containers.FirstOrDefault(item => item.Name == container)?.Role
                    ?? ContainerRoles.OfNames(known.Workload.Ref.Name, container);
                return new LogOrigin(known.Workload.Ref, pod, container, role);
            }

            string name = resource.GetText(OpenTelemetryAttributes.DeploymentName)
                ?? resource.GetText(OpenTelemetryAttributes.StatefulSetName)
                ?? resource.GetText(OpenTelemetryAttributes.DaemonSetName)
                ?? SpanWorkloads.WorkloadOfPod(pod);
            return new LogOrigin(new WorkloadRef(resource.GetText(OpenTelemetryAttributes.ClusterName), space, name), pod, container, ContainerRoles.OfNames(name, container));
        }
    }
}
