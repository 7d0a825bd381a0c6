using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Gives a snapshot's workloads.</summary>
internal sealed class SnapshotCatalogSource : ICatalogSource, IDisposable
{
    private readonly SnapshotFolder _folder;
    private readonly SnapshotPart<ImmutableArray<Workload>> _workloads;

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The snapshot.</param>
    /// <param name="folder">Its files.</param>
    public SnapshotCatalogSource(string uri, SnapshotFolder folder)
    {
        Uri = uri;
        _folder = folder;
        _workloads = new SnapshotPart<ImmutableArray<Workload>>(_ => Read());
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange => _folder.Manifest.TimeRange;

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ImmutableArray<Workload> workloads = await _workloads.GetAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Warning> gaps = _folder.Manifest.CaptureOf("workloads")?.Gaps(null, Uri) ?? [];
        ImmutableArray<Workload> asked = query.Namespaces.IsEmpty ? workloads : [.. workloads.Where(workload => query.Namespaces.Contains(workload.Ref.Namespace))];
        return new Answer<ImmutableArray<Workload>>(asked, gaps.IsEmpty, gaps);
    }

    /// <inheritdoc/>
    public void Dispose() => _workloads.Dispose();

    private ImmutableArray<Workload> Read()
    {
        string name = _folder.NameOf(SnapshotFolder.Workloads);
        using FileContent content = _folder.Open(SnapshotFolder.Workloads, cutIsReadable: false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(content.Stream);
            return
                [.. document.RootElement.GetProperty("workloads").EnumerateArray().Select(WorkloadOf).OrderBy(workload => workload.Ref)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SourceException(name, "read workloads", $"{name} is damaged: {exception.Message}; save the snapshot again.", false, exception);
        }
    }

    private static Workload WorkloadOf(JsonElement element) => new(
        new WorkloadRef(
            TextOf(element, "cluster"),
            TextOf(element, "namespace") ?? string.Empty,
            element.GetProperty("workload").GetString() ?? string.Empty),
        TextOf(element, "kind") ?? string.Empty,
        TextOf(element, "app") ?? string.Empty,
        TextOf(element, "version") ?? string.Empty,
        element.TryGetProperty("labels", out JsonElement labels)
            ? labels.EnumerateObject().ToImmutableSortedDictionary(label => label.Name, label => label.Value.GetString() ?? string.Empty, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty,
        element.TryGetProperty("pods", out JsonElement pods)
            ? [.. pods.EnumerateArray().Select(PodOf).OrderBy(pod => pod.Name, StringComparer.Ordinal)]
            : []);

    private static Pod PodOf(JsonElement element) => new(
        element.GetProperty("name").GetString() ?? string.Empty,
        TextOf(element, "node"),
        UnixTime.TryParseRfc3339(TextOf(element, "startTime"), out long start) ? start : null,
        element.TryGetProperty("containers", out JsonElement containers) ? [.. containers.EnumerateArray().Select(ContainerOf)] : []);

    private static Container ContainerOf(JsonElement element) => new(
        element.GetProperty("name").GetString() ?? string.Empty,
        TextOf(element, "role") switch
        {
            "proxy" => ContainerRole.Proxy,
            "waypoint" => ContainerRole.Waypoint,
            "ztunnel" => ContainerRole.Ztunnel,
            _ => ContainerRole.App,
        });

    private static string? TextOf(JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
