using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Makes questions of a query, and lines of Loki's: by labels, and by the names of pods where labels do not tell the workload.</summary>
/// <param name="query">What is looked for.</param>
/// <param name="labels">Which labels hold what.</param>
/// <param name="clusters">The values of the label with the cluster; empty when there is none.</param>
internal sealed class LokiMapping(LogQuery query, LokiLabels labels, ImmutableHashSet<string> clusters)
{
    private const int MostNames = 40;
    private const string Ztunnels = IstioObjects.Ztunnel + "-[a-z0-9]+";

    // An application's span does not know its cluster, its proxy's does: they name one workload.
    private readonly ImmutableArray<WorkloadRef> _workloads =
        [.. query.Workloads.Distinct().Where(workload => workload.Cluster is not null || !query.Workloads.Any(other => other.Cluster is not null && other.Matches(workload)))];

    private readonly SharedProxyScope _shared = new(query, (inNamespace, pod) => new WorkloadRef(null, inNamespace, SpanWorkloads.WorkloadOfPod(pod)));

    /// <summary>The clusters that are looked for but are none of the label's values.</summary>
    public ImmutableArray<string> UnknownClusters { get; } =
        [.. clusters.Count < 2 ? [] : query.Workloads.Select(workload => workload.Cluster).OfType<string>().Where(cluster => !clusters.Contains(cluster)).Distinct()];

    /// <summary>The questions.</summary>
    /// <returns>At least one, unless nothing can match.</returns>
    public ImmutableArray<LokiSelection> Select()
    {
        if (query.Workloads.IsEmpty)
        {
            string scope = query.Namespaces.IsEmpty ? $"{labels.Namespace}=~\".+\"" : LogQl.OneOf(labels.Namespace, query.Namespaces);
            return [Selection([scope], [], Read), .. query.Namespaces.IsEmpty ? [] : OfZtunnels($"namespace=\"(?:{string.Join('|', query.Namespaces.Select(LogQl.Literal))})\"")];
        }

        ImmutableArray<LokiSelection>.Builder selections = ImmutableArray.CreateBuilder<LokiSelection>();
        IEnumerable<WorkloadRef> workloads = _workloads.Where(workload => query.Namespaces.IsEmpty || query.Namespaces.Contains(workload.Namespace));
        foreach (IGrouping<(string Namespace, string? Cluster), WorkloadRef> group in workloads.GroupBy(workload => (workload.Namespace, ClusterAsked(workload))))
        {
            foreach (string[] names in group.Select(workload => workload.Name).Distinct().Order(StringComparer.Ordinal).Chunk(MostNames))
            {
                List<string> matchers = [$"{labels.Namespace}={LogQl.Quote(group.Key.Namespace)}"];
                List<string> filters = [];
                if (group.Key.Cluster is { } cluster)
                {
                    matchers.Add($"{labels.Cluster}={LogQl.Quote(cluster)}");
                }

                AddPods(names, matchers, filters);
                selections.Add(Selection(matchers, filters, Read));
                selections.AddRange(OfZtunnels($"workload=\"{LogQl.Pods(names)}\""));
            }
        }

        return selections.ToImmutable();
    }

    // A label may be known of all pods or of those of some collectors only; owners are named by label where the pod's is not.
    private void AddPods(string[] names, List<string> matchers, List<string> filters)
    {
        string pods = $"{labels.Pod}=~{LogQl.Quote(LogQl.Pods(names))}";
        if (labels.Owners is [var owner] && labels.Indexed.Contains(owner))
        {
            matchers.Add(LogQl.OneOf(owner, names));
        }
        else if (labels.Indexed.Contains(labels.Pod))
        {
            matchers.Add(pods);
        }
        else
        {
            filters.Add(string.Join(" or ", labels.Owners.Select(label => LogQl.OneOf(label, names)).Prepend(pods)));
        }
    }

    private LokiSelection Selection(List<string> matchers, List<string> filters, Func<LokiEntry, RawLogLine?> read)
    {
        if (!query.Containers.IsEmpty)
        {
            (labels.Indexed.Contains(labels.Container) ? matchers : filters).Add(LogQl.OneOf(labels.Container, query.Containers));
        }

        return new LokiSelection($"{{{string.Join(", ", matchers)}}}{string.Concat(filters.Select(filter => " | " + filter))}", read);
    }

    // A ztunnel names the pods at both ends of a connection; what is alike only is left out when the line is read.
    private IEnumerable<LokiSelection> OfZtunnels(string named)
    {
        if (labels.Indexed.Contains(labels.Pod) && (query.Containers.IsEmpty || query.Containers.Contains(IstioObjects.ProxyContainer)))
        {
            string ends = "(?:src|dst)\\." + named;
            LokiSelection selection = Selection([$"{labels.Namespace}=~\".+\"", $"{labels.Pod}=~{LogQl.Quote(Ztunnels)}"], [], ReadZtunnel);
            yield return selection with { Query = $"{selection.Query} |~ {LogQl.Quote(ends.Replace("=\"", "\"?[=:] ?\"", StringComparison.Ordinal))}" };
        }
    }

    private RawLogLine? Read(LokiEntry entry)
    {
        RawLogLine line = LineOf(entry);
        if (!IsInScope(line))
        {
            return null;
        }

        if (query.Workloads.IsEmpty)
        {
            return line;
        }

        WorkloadRef? asked = _workloads.FirstOrDefault(workload => workload.Name == line.Workload.Name && workload.Namespace == line.Workload.Namespace
            && (ClusterAsked(workload) is null || line.Workload.Cluster == workload.Cluster));
        return asked is null ? null : line with { Workload = asked with { Cluster = asked.Cluster ?? line.Workload.Cluster } };
    }

    private RawLogLine? ReadZtunnel(LokiEntry entry)
    {
        RawLogLine line = LineOf(entry);
        bool askedItself = query.Workloads.IsEmpty ? query.Namespaces.Contains(line.Workload.Namespace) : query.Workloads.Any(line.Workload.Matches);
        return !askedItself && line.Role == ContainerRole.Ztunnel && IsOfContainers(line) && _shared.Wants(line.Role, line.Body) ? line : null;
    }

    private RawLogLine LineOf(LokiEntry entry)
    {
        string pod = entry[labels.Pod] ?? string.Empty;
        string container = entry[labels.Container] ?? string.Empty;
        string workload = labels.Owners.Select(label => entry[label]).FirstOrDefault(owner => owner is not null) ?? SpanWorkloads.WorkloadOfPod(pod);
        WorkloadRef owner = new(labels.Cluster is { } cluster ? entry[cluster] : null, entry[labels.Namespace] ?? string.Empty, workload);
        return new RawLogLine(entry.UnixNano, owner, pod, container, ContainerRoles.OfNames(workload, container), LokiBody.Unwrap(entry.Line))
        {
            Attributes = Beside(entry),
        };
    }

    private bool IsInScope(RawLogLine line)
        => (query.Namespaces.IsEmpty || query.Namespaces.Contains(line.Workload.Namespace)) && IsOfContainers(line);

    private bool IsOfContainers(RawLogLine line) => query.Containers.IsEmpty || query.Containers.Contains(line.Container);

    private string? ClusterAsked(WorkloadRef workload) => workload.Cluster is { } cluster && clusters.Contains(cluster) ? cluster : null;

    // A Loki that does not tell labels and metadata apart makes labels of the ids, too.
    private static AttributeSet Beside(LokiEntry entry)
    {
        List<KeyValuePair<string, AttributeValue>>? telling = null;
        foreach ((string name, string value) in entry.Metadata.Concat(entry.Labels))
        {
            if (value.Length > 0 && LogKeys.IsTelling(name))
            {
                (telling ??= []).Add(new(name, AttributeValue.Of(value)));
            }
        }

        return telling is null ? AttributeSet.Empty : new AttributeSet([.. telling]);
    }
}
