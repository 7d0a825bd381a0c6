using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>The logs of a <see cref="KubernetesStandIn"/>: gives them as the API server and the kubelet behind it do.</summary>
public sealed class PodLogs
{
    private readonly Dictionary<(string Space, string Pod, string Container, bool Previous), List<(long UnixNano, string Body)>> _lines = [];

    /// <summary>Containers that have not started, as <c>pod/container</c>.</summary>
    public HashSet<string> NotStarted { get; } = [];

    /// <summary>Answers with this status and text in place of a pod's log; by the pod's name.</summary>
    public Dictionary<string, (int Status, string Text)> Instead { get; } = [];

    /// <summary>Adds a line.</summary>
    public void Add(string space, string pod, string container, long unixNano, string body, bool previous = false)
    {
        if (!_lines.TryGetValue((space, pod, container, previous), out List<(long, string)>? lines))
        {
            lines = [];
            _lines.Add((space, pod, container, previous), lines);
        }

        lines.Add((unixNano, body));
    }

    /// <summary>Removes all lines.</summary>
    public void Clear() => _lines.Clear();

    /// <summary>Answers a request for a log of a pod that there is.</summary>
    internal async Task AnswerAsync(HttpContext context, string space, string pod, JsonNode spec)
    {
        IQueryCollection query = context.Request.Query;
        List<(string Reason, string Message, string Field)> invalid = [.. Invalid(query)];
        if (invalid.Count > 0)
        {
            (string reason, string message, string field) = invalid[0];
            await StatusReply.WriteAsync(context, 422, "Invalid", $"PodLogOptions \"{pod}\" is invalid: {field}: {message}", new JsonObject
            {
                ["name"] = pod,
                ["kind"] = "PodLogOptions",
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = reason, ["message"] = message, ["field"] = field }),
            });
            return;
        }

        string[] containers = [.. Names(spec, "containers")];
        string container = query["container"].ToString();
        if (container.Length == 0 && containers.Length > 1)
        {
            await StatusReply.WriteAsync(context, 400, "BadRequest", $"a container name must be specified for pod {pod}, choose one of: [{string.Join(' ', containers)}]");
        }
        else if (container.Length > 0 && !containers.Concat(Names(spec, "initContainers")).Contains(container))
        {
            await StatusReply.WriteAsync(context, 400, "BadRequest", $"container {container} is not valid for pod {pod}");
        }
        else if (Instead.TryGetValue(pod, out (int Status, string Text) other))
        {
            await (other.Status == 200 ? context.Response.WriteAsync(other.Text) : StatusReply.WriteAsync(context, other.Status, null, other.Text));
        }
        else if (NotStarted.Contains($"{pod}/{container}"))
        {
            await StatusReply.WriteAsync(context, 400, "BadRequest", $"container \"{container}\" in pod \"{pod}\" is waiting to start: ContainerCreating");
        }
        else
        {
            await WriteAsync(context, space, pod, container.Length == 0 ? containers[0] : container);
        }
    }

    private static IEnumerable<string> Names(JsonNode spec, string list) => spec[list]?.AsArray().Select(item => item!["name"]!.GetValue<string>()) ?? [];

    private static IEnumerable<(string Reason, string Message, string Field)> Invalid(IQueryCollection query)
    {
        if (query.ContainsKey("sinceSeconds") && query.ContainsKey("sinceTime"))
        {
            yield return ("FieldValueForbidden", "Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified", "[]");
        }

        if (query.TryGetValue("tailLines", out var tail) && long.Parse(tail!, CultureInfo.InvariantCulture) is < 0 and var lines)
        {
            yield return ("FieldValueInvalid", string.Create(CultureInfo.InvariantCulture, $"Invalid value: {lines}: must be greater than or equal to 0"), "tailLines");
        }

        if (query.TryGetValue("limitBytes", out var limit) && long.Parse(limit!, CultureInfo.InvariantCulture) is < 1 and var bytes)
        {
            yield return ("FieldValueInvalid", string.Create(CultureInfo.InvariantCulture, $"Invalid value: {bytes}: must be greater than 0"), "limitBytes");
        }
    }

    private async Task WriteAsync(HttpContext context, string space, string pod, string container)
    {
        IQueryCollection query = context.Request.Query;
        bool previous = query["previous"] == "true";
        if (!_lines.TryGetValue((space, pod, container, previous), out List<(long UnixNano, string Body)>? lines))
        {
            if (previous)
            {
                await StatusReply.WriteAsync(context, 400, "BadRequest", $"previous terminated container \"{container}\" in pod \"{pod}\" not found");
                return;
            }

            lines = [];
        }

        // The kubelet counts the last lines of the whole log first, then leaves out those from before the second.
        IEnumerable<(long UnixNano, string Body)> chosen = query.TryGetValue("tailLines", out var tail) ? lines.TakeLast(int.Parse(tail!, CultureInfo.InvariantCulture)) : lines;
        if (query.TryGetValue("sinceTime", out var since))
        {
            long second = DateTimeOffset.ParseExact(since!, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).ToUnixTimeSeconds();
            chosen = chosen.Where(line => line.UnixNano >= second * UnixTime.NanosPerSecond);
        }

        bool stamped = query["timestamps"] == "true";
        StringBuilder text = new();
        foreach ((long time, string body) in chosen)
        {
            text.Append(stamped ? Stamp(time) + " " : string.Empty).Append(body).Append('\n');
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text.ToString());
        int length = query.TryGetValue("limitBytes", out var limit) ? (int)Math.Min(long.Parse(limit!, CultureInfo.InvariantCulture), utf8.Length) : utf8.Length;
        context.Response.ContentType = "text/plain";
        await context.Response.Body.WriteAsync(utf8.AsMemory(0, length));
    }

    // As Go writes it: without zeros at the end of the fraction.
    private static string Stamp(long unixNano)
    {
        string text = UnixTime.ToRfc3339(unixNano).TrimEnd('Z').TrimEnd('0').TrimEnd('.');
        return text + "Z";
    }
}
