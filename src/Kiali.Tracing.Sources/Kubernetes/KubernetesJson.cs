using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Reads the API's objects: what is needed of them, and tolerantly.</summary>
internal static class KubernetesJson
{
    private const string Always = "Always";

    private static readonly ImmutableSortedDictionary<string, string> NoLabels = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a list.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="body">The answer.</param>
    /// <param name="read">Reads an item.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The items, and the token of the next page; null when this was the last.</returns>
    /// <exception cref="FormatException">It is no list.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<(ImmutableArray<T> Items, string? Continue)> ReadListAsync<T>(Stream body, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = 256 }, cancellationToken).ConfigureAwait(false);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "kind")?.EndsWith("List", StringComparison.Ordinal) != true)
        {
            throw new FormatException("it is no list of objects");
        }

        try
        {
            ImmutableArray<T> items = [.. Items(root, "items").Where(item => item.ValueKind == JsonValueKind.Object).Select(read)];
            return (items, Child(root, "metadata") is { } metadata ? Text(metadata, "continue") : null);
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("it holds a text that is no Unicode");
        }
    }

    /// <summary>Reads one object.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="body">The answer.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The object.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<T> ReadAsync<T>(Stream body, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = 256 }, cancellationToken).ConfigureAwait(false);
        return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : throw new FormatException("it is no object");
    }

    /// <summary>Reads what all objects have.</summary>
    /// <param name="item">The object.</param>
    /// <returns>Its name, labels and owner.</returns>
    public static KubernetesObject ReadHead(JsonElement item)
    {
        JsonElement metadata = Child(item, "metadata") ?? default;
        OwnerReference? owner = Items(metadata, "ownerReferences")
            .Where(reference => reference.ValueKind == JsonValueKind.Object && reference.TryGetProperty("controller", out JsonElement controls) && controls.ValueKind == JsonValueKind.True)
            .Select(reference => new OwnerReference(Text(reference, "kind") ?? string.Empty, Text(reference, "name") ?? string.Empty))
            .FirstOrDefault();
        return new KubernetesObject(Text(metadata, "namespace") ?? string.Empty, Text(metadata, "name") ?? string.Empty, Texts(Child(metadata, "labels")), owner);
    }

    /// <summary>Reads a pod.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The pod.</returns>
    public static KubernetesPod ReadPod(JsonElement item)
    {
        JsonElement spec = Child(item, "spec") ?? default;
        JsonElement status = Child(item, "status") ?? default;
        ImmutableSortedDictionary<string, string> annotations = Texts(Child(Child(item, "metadata") ?? default, "annotations"));
        Dictionary<string, JsonElement> restarted = Items(status, "containerStatuses").Concat(Items(status, "initContainerStatuses"))
            .Where(WasRestarted)
            .DistinctBy(container => Text(container, "name"))
            .ToDictionary(container => Text(container, "name") ?? string.Empty, StringComparer.Ordinal);
        ImmutableArray<KubernetesContainer> containers =
        [
            .. Items(spec, "initContainers").Select(container => Container(container, Text(container, "restartPolicy") != Always)),
            .. Items(spec, "containers").Select(container => Container(container, isInitial: false)),
        ];
        return new KubernetesPod(
            ReadHead(item),
            Text(spec, "nodeName"),
            UnixTime.TryParseRfc3339(Text(status, "startTime"), out long start) ? start : null,
            [.. containers.Where(container => container.Name.Length > 0)])
        {
            Addresses =
            [
                .. Items(status, "podIPs").Select(address => Text(address, "ip")).Append(Text(status, "podIP")).OfType<string>().Distinct(StringComparer.Ordinal),
            ],
            Injected = annotations.TryGetValue(IstioObjects.SidecarStatus, out string? injected) ? ReadInjected(injected) : [],
            IsAmbient = annotations.TryGetValue(IstioObjects.AmbientRedirection, out string? redirection) && redirection == IstioObjects.Enabled,
            Cluster = Items(spec, "containers").Concat(Items(spec, "initContainers")).Select(ClusterOf).FirstOrDefault(cluster => cluster is not null),
        };

        KubernetesContainer Container(JsonElement container, bool isInitial)
        {
            string name = Text(container, "name") ?? string.Empty;
            bool hasPrevious = restarted.TryGetValue(name, out JsonElement state);
            return new KubernetesContainer(name, isInitial, hasPrevious, hasPrevious ? PreviousEnd(state) : null);
        }
    }

    /// <summary>Reads the labels by which a service finds its pods.</summary>
    /// <param name="item">The service.</param>
    /// <returns>The labels; none for a service without.</returns>
    public static ImmutableSortedDictionary<string, string> ReadSelector(JsonElement item) => Texts(Child(Child(item, "spec") ?? default, "selector"));

    /// <summary>Reads a text.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The name.</param>
    /// <returns>The text; null when there is none.</returns>
    public static string? Text(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static bool WasRestarted(JsonElement status)
        => (status.ValueKind == JsonValueKind.Object && status.TryGetProperty("restartCount", out JsonElement count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out int restarts) && restarts > 0)
            || (Child(status, "lastState") is { } last && Child(last, "terminated") is not null);

    private static long? PreviousEnd(JsonElement status)
        => Child(status, "lastState") is { } last && Child(last, "terminated") is { } terminated && UnixTime.TryParseRfc3339(Text(terminated, "finishedAt"), out long end) ? end : null;

    private static string? ClusterOf(JsonElement container) => Items(container, "env")
        .Where(variable => Text(variable, "name") == IstioObjects.ClusterVariable)
        .Select(variable => Text(variable, "value"))
        .FirstOrDefault(value => value is not null);

    private static ImmutableArray<string> ReadInjected(string status)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(status);
            return
            [
                .. Items(document.RootElement, "initContainers").Concat(Items(document.RootElement, "containers"))
                    .Where(name => name.ValueKind == JsonValueKind.String)
                    .Select(name => name.GetString()!),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static JsonElement? Child(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement child) && child.ValueKind == JsonValueKind.Object ? child : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static ImmutableSortedDictionary<string, string> Texts(JsonElement? element)
        => element is { } texts
            ? texts.EnumerateObject().Where(text => text.Value.ValueKind == JsonValueKind.String).DistinctBy(text => text.Name)
                .ToImmutableSortedDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal)
            : NoLabels;
}
