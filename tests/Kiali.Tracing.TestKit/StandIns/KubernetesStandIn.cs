using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Answers as a Kubernetes API server does, from objects and logs in memory, and refuses what the real one refuses, in its words.</summary>
public sealed class KubernetesStandIn
{
    private readonly SortedDictionary<string, List<JsonObject>> _objects = new(StringComparer.Ordinal);
    private int _expirations;

    /// <summary>The logs.</summary>
    public PodLogs Logs { get; } = new();

    /// <summary>Whether credentials are good; all are by default.</summary>
    public Func<string, bool> Admits { get; set; } = static _ => true;

    /// <summary>Who asks, for the words of refusals.</summary>
    public string User { get; set; } = "system:anonymous";

    /// <summary>Whether objects of a kind in a namespace (null for all) may be read; <c>pods/log</c> is a kind of its own. All may by default.</summary>
    public Func<string, string?, bool> Allows { get; set; } = static (_, _) => true;

    /// <summary>How many lists lose their second page, as when it is asked for too late.</summary>
    public int Expirations { get; set; }

    /// <summary>Adds an object.</summary>
    /// <param name="kinds">Its kind in the plural, for instance <c>pods</c>.</param>
    /// <param name="item">The object.</param>
    public void Add(string kinds, JsonObject item)
    {
        if (!_objects.TryGetValue(kinds, out List<JsonObject>? list))
        {
            list = [];
            _objects.Add(kinds, list);
        }

        list.Add(item);
    }

    /// <summary>Removes all objects of a kind.</summary>
    public void Remove(string kinds) => _objects.Remove(kinds);

    /// <summary>The objects of a kind.</summary>
    public IReadOnlyList<JsonObject> Of(string kinds) => _objects.TryGetValue(kinds, out List<JsonObject>? list) ? list : [];

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (!Admits(context.Request.Headers.Authorization.ToString()))
        {
            await StatusReply.WriteAsync(context, 401, "Unauthorized", "Unauthorized");
            return;
        }

        string[] path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await ((context.Request.Method, path) switch
        {
            ("GET", ["version"]) => context.Response.WriteAsJsonAsync(new { major = "1", minor = "34", gitVersion = "v1.34.1", platform = "linux/amd64" }),
            ("GET", ["api", "v1", "namespaces", var space, "pods", var pod, "log"]) => LogAsync(context, space, pod),
            ("GET", ["api", "v1", "namespaces", var space]) => GetAsync(context, space),
            ("GET", ["api", "v1", "namespaces", var space, var kinds]) => ListAsync(context, kinds, space, string.Empty),
            ("GET", ["api", "v1", var kinds]) => ListAsync(context, kinds, null, string.Empty),
            ("GET", ["apis", var group, "v1", "namespaces", var space, var kinds]) => ListAsync(context, kinds, space, group),
            ("GET", ["apis", var group, "v1", var kinds]) => ListAsync(context, kinds, null, group),
            _ => StandInServer.Refuse(context),
        });
    }

    private static string NameOf(JsonObject item) => item["metadata"]!["name"]!.GetValue<string>();

    private static string? SpaceOf(JsonObject item) => item["metadata"]!["namespace"]?.GetValue<string>();

    private async Task<bool> MayAsync(HttpContext context, string kinds, string? space, string group, string verb)
    {
        if (Allows(kinds, space))
        {
            return true;
        }

        string where = space is null ? "at the cluster scope" : $"in the namespace \"{space}\"";
        await StatusReply.WriteAsync(
            context, 403, "Forbidden", $"{kinds} is forbidden: User \"{User}\" cannot {verb} resource \"{kinds}\" in API group \"{group}\" {where}", new JsonObject { ["kind"] = kinds });
        return false;
    }

    private async Task GetAsync(HttpContext context, string name)
    {
        if (!await MayAsync(context, "namespaces", name, string.Empty, "get"))
        {
            return;
        }

        JsonObject item = Of("namespaces").FirstOrDefault(item => NameOf(item) == name)
            ?? new JsonObject { ["kind"] = "Namespace", ["apiVersion"] = "v1", ["metadata"] = new JsonObject { ["name"] = name } };
        await StatusReply.WriteJsonAsync(context, 200, item);
    }

    private async Task ListAsync(HttpContext context, string kinds, string? space, string group)
    {
        string known = group switch
        {
            "" => "pods services replicationcontrollers",
            "apps" => "replicasets deployments statefulsets daemonsets",
            "batch" => "jobs",
            _ => string.Empty,
        };
        if (!known.Split(' ').Contains(kinds))
        {
            await StandInServer.Refuse(context);
            return;
        }

        string selector = context.Request.Query["labelSelector"].ToString();
        if (selector.StartsWith('='))
        {
            await StatusReply.WriteAsync(context, 400, "BadRequest", $"found '{selector}', expected: !, identifier, or 'end of string'");
            return;
        }

        if (!await MayAsync(context, kinds, space, group, "list"))
        {
            return;
        }

        JsonObject[] all =
        [
            .. Of(kinds)
                .Where(item => (space is null || SpaceOf(item) == space) && Matches(item, selector))
                .OrderBy(SpaceOf, StringComparer.Ordinal)
                .ThenBy(NameOf, StringComparer.Ordinal),
        ];
        await WriteListAsync(context, kinds, group, all);
    }

    private async Task WriteListAsync(HttpContext context, string kinds, string group, JsonObject[] all)
    {
        int start = 0;
        if (context.Request.Query["continue"].ToString() is { Length: > 0 } token)
        {
            if (_expirations < Expirations)
            {
                _expirations++;
                await StatusReply.WriteAsync(context, 410, "Expired", "The provided continue parameter is too old to display a consistent list result.");
                return;
            }

            start = int.Parse(token, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        int limit = int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int most) && most > 0 ? most : int.MaxValue;
        JsonObject metadata = new() { ["resourceVersion"] = "300" };
        if (all.Length - start > limit)
        {
            metadata["continue"] = (start + limit).ToString(CultureInfo.InvariantCulture);
            metadata["remainingItemCount"] = all.Length - start - limit;
        }

        bool headsOnly = context.Request.Headers.Accept.ToString().Contains("as=PartialObjectMetadataList", StringComparison.Ordinal);
        JsonArray items = [.. all.Skip(start).Take(limit).Select(item => headsOnly ? HeadOf(item) : item.DeepClone())];
        string kind = kinds switch
        {
            "pods" => "PodList",
            "services" => "ServiceList",
            "replicasets" => "ReplicaSetList",
            "statefulsets" => "StatefulSetList",
            "daemonsets" => "DaemonSetList",
            "deployments" => "DeploymentList",
            "jobs" => "JobList",
            _ => "ReplicationControllerList",
        };
        await StatusReply.WriteJsonAsync(context, 200, new JsonObject
        {
            ["kind"] = headsOnly ? "PartialObjectMetadataList" : kind,
            ["apiVersion"] = headsOnly ? "meta.k8s.io/v1" : group.Length == 0 ? "v1" : group + "/v1",
            ["metadata"] = metadata,
            ["items"] = items,
        });
    }

    private static JsonObject HeadOf(JsonObject item)
        => new() { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = item["metadata"]!.DeepClone() };

    private static bool Matches(JsonObject item, string selector)
        => selector.Split(',', StringSplitOptions.RemoveEmptyEntries).All(part =>
        {
            string[] pair = part.Split('=', 2);
            return item["metadata"]!["labels"]?[pair[0]]?.GetValue<string>() == pair[1].TrimStart('=');
        });

    private async Task LogAsync(HttpContext context, string space, string pod)
    {
        if (!await MayAsync(context, "pods/log", space, string.Empty, "get"))
        {
            return;
        }

        JsonObject? found = Of("pods").FirstOrDefault(item => SpaceOf(item) == space && NameOf(item) == pod);
        if (found is null)
        {
            await StatusReply.WriteAsync(context, 404, "NotFound", $"pods \"{pod}\" not found", new JsonObject { ["name"] = pod, ["kind"] = "pods" });
            return;
        }

        await Logs.AnswerAsync(context, space, pod, found["spec"]!);
    }
}
