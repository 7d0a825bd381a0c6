using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Asks a cluster's API server.</summary>
/// <param name="pipeline">The way to it.</param>
/// <param name="connection">Where it goes and as whom.</param>
/// <param name="options">The bounds.</param>
internal sealed class KubernetesApi(SourcePipeline pipeline, KubeConnection connection, KubernetesOptions options)
{
    private const string Json = "application/json";
    private const string HeadsOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    /// <summary>The source's URI, for errors and warnings.</summary>
    public string Uri => pipeline.Uri;

    /// <summary>Asks for the server's version.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The version, for instance <c>v1.34.1</c>; null when it does not say.</returns>
    /// <exception cref="KubernetesRefusedException">The server refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<string?> GetVersionAsync(CancellationToken cancellationToken)
        => AskAsync("ask for the version", "version", Json, (body, token) => KubernetesJson.ReadAsync(body, root => KubernetesJson.Text(root, "gitVersion"), token), cancellationToken);

    /// <summary>Lists pods.</summary>
    /// <param name="inNamespace">The namespace; null for all.</param>
    /// <param name="selector">The labels they have, as <c>app=ztunnel</c>; null for any.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pods; incomplete when there are too many.</returns>
    /// <exception cref="KubernetesRefusedException">The server refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<Answer<ImmutableArray<KubernetesPod>>> ListPodsAsync(string? inNamespace, string? selector, CancellationToken cancellationToken)
        => ListAsync("list pods", PathOf("api/v1", inNamespace, "pods"), selector, Json, KubernetesJson.ReadPod, cancellationToken);

    /// <summary>Lists objects without what is in them.</summary>
    /// <param name="api">The API, for instance <c>apis/apps/v1</c>.</param>
    /// <param name="kinds">The kind in the plural, for instance <c>replicasets</c>.</param>
    /// <param name="inNamespace">The namespace; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their names, labels and owners; incomplete when there are too many.</returns>
    /// <exception cref="KubernetesRefusedException">The server refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<Answer<ImmutableArray<KubernetesObject>>> ListHeadsAsync(string api, string kinds, string? inNamespace, CancellationToken cancellationToken)
        => ListAsync($"list {kinds}", PathOf(api, inNamespace, kinds), null, $"{HeadsOnly}, {Json}", KubernetesJson.ReadHead, cancellationToken);

    /// <summary>Lists the services of a namespace.</summary>
    /// <param name="inNamespace">The namespace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The services, each with the labels by which it finds its pods.</returns>
    /// <exception cref="KubernetesRefusedException">The server refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<Answer<ImmutableArray<(KubernetesObject Head, ImmutableSortedDictionary<string, string> Selector)>>> ListServicesAsync(
        string inNamespace, CancellationToken cancellationToken)
        => ListAsync(
            "list services", PathOf("api/v1", inNamespace, "services"), null, Json, item => (KubernetesJson.ReadHead(item), KubernetesJson.ReadSelector(item)), cancellationToken);

    /// <summary>Gets a namespace.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The namespace.</returns>
    /// <exception cref="KubernetesRefusedException">The server refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<KubernetesObject> GetNamespaceAsync(string name, CancellationToken cancellationToken)
        => AskAsync(
            "get a namespace", $"api/v1/namespaces/{Escape(name)}", Json, (body, token) => KubernetesJson.ReadAsync(body, KubernetesJson.ReadHead, token), cancellationToken);

    /// <summary>Reads what a container wrote.</summary>
    /// <param name="request">Whose lines, and which.</param>
    /// <param name="read">Reads them; see <see cref="SourcePipeline.SendAsync"/> for its token.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="KubernetesRefusedException">The server refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<PodLogOutcome> ReadLogAsync(PodLogRequest request, Func<Stream, CancellationToken, Task<PodLogOutcome>> read, CancellationToken cancellationToken)
    {
        List<string> parameters = [$"container={Escape(request.Container)}", "timestamps=true"];
        if (request.SinceUnixNano is { } since)
        {
            parameters.Add("sinceTime=" + Escape(UnixTime.ToDateTimeOffset(since).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        }

        if (request.TailLines is { } tail)
        {
            parameters.Add(string.Create(CultureInfo.InvariantCulture, $"tailLines={tail}"));
        }

        parameters.Add(string.Create(CultureInfo.InvariantCulture, $"limitBytes={request.LimitBytes}"));
        if (request.Previous)
        {
            parameters.Add("previous=true");
        }

        string path = $"{PathOf("api/v1", request.Namespace, "pods")}/{Escape(request.Pod)}/log?{string.Join('&', parameters)}";
        return AskAsync($"read the log of {request.Pod}/{request.Container}", path, $"{Json}, */*", read, cancellationToken);
    }

    private static string PathOf(string api, string? inNamespace, string kinds) => inNamespace is null ? $"{api}/{kinds}" : $"{api}/namespaces/{Escape(inNamespace)}/{kinds}";

    private static string Escape(string text) => System.Uri.EscapeDataString(text);

    private static bool IsRefusal(HttpStatusCode status) => (int)status is 400 or 401 or 403 or 404 or 405 or 406 or 410 or 422 or 500;

    private async Task<Answer<ImmutableArray<T>>> ListAsync<T>(
        string operation, string path, string? selector, string accept, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        ImmutableArray<T>.Builder all = ImmutableArray.CreateBuilder<T>();
        string? next = null;
        bool again = false;
        while (true)
        {
            string query = string.Create(CultureInfo.InvariantCulture, $"{path}?limit={options.PageSize}")
                + (selector is null ? string.Empty : "&labelSelector=" + Escape(selector))
                + (next is null ? string.Empty : "&continue=" + Escape(next));
            ImmutableArray<T> items;
            try
            {
                (items, next) = await AskAsync(operation, query, accept, (body, token) => KubernetesJson.ReadListAsync(body, read, token), cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesRefusedException refused) when (refused.Status == HttpStatusCode.Gone && next is not null && !again)
            {
                // The list changed so much that the rest of it is not known any more: once more from the start.
                again = true;
                next = null;
                all.Clear();
                continue;
            }

            all.AddRange(items);
            if (next is null)
            {
                return Answer.Whole(all.ToImmutable());
            }

            pipeline.Report(new SourceProgress(operation, all.Count, null, "objects"));
            if (all.Count >= options.MostObjects)
            {
                string message = string.Create(CultureInfo.InvariantCulture, $"{operation}: there are more than {all.Count}; the rest was not asked for. Name a namespace with --namespace.");
                return Answer.Partial(all.ToImmutable(), [new Warning("limit", message, 1, Uri)]);
            }
        }
    }

    private Task<T> AskAsync<T>(string operation, string path, string accept, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        => pipeline.SendAsync(
            new SourceRequest(operation, path) { Accept = accept, Accepts = IsRefusal },
            async (reply, token) => IsRefusal(reply.Status)
                ? throw RefusalOf(operation, reply.Status, await reply.ReadErrorAsync(token).ConfigureAwait(false))
                : await read(reply.Body, token).ConfigureAwait(false),
            cancellationToken);

    private KubernetesRefusedException RefusalOf(string operation, HttpStatusCode status, string said)
    {
        string? next = status switch
        {
            HttpStatusCode.Unauthorized when connection.User.AuthProvider is { } provider => $"the kubeconfig's auth-provider {provider} is of an older kind: use a credential plugin, or log in again with kubectl",
            HttpStatusCode.Unauthorized => $"the kubeconfig's user {(connection.User.Name.Length == 0 ? "has no name and" : connection.User.Name)} is not let in: log in again, or use another context",
            HttpStatusCode.Forbidden => "ask for the right to get and list pods, and to get pods/log; or name a namespace where you may, with --namespace",
            HttpStatusCode.NotFound when said.Length > 0 => "there is no such thing in the cluster, or not any more: a Loki may still have its lines",
            _ => null,
        };
        SourceException failure = next is null
            ? SourceFailure.OfStatus(Uri, operation, status, said)
            : new SourceException(
                Uri,
                operation,
                string.Create(CultureInfo.InvariantCulture, $"{Uri}: {operation}: status {(int)status}{(said.Length == 0 ? string.Empty : $" (\"{said}\")")}; {next}."));
        return new KubernetesRefusedException(failure, status, said);
    }
}
