using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Writes the answers of a Kubernetes API server.</summary>
internal static class StatusReply
{
    /// <summary>Writes a refusal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">The status.</param>
    /// <param name="reason">The reason, one word; null for none.</param>
    /// <param name="message">What is said.</param>
    /// <param name="details">What it is about; null for nothing.</param>
    public static Task WriteAsync(HttpContext context, int code, string? reason, string message, JsonObject? details = null)
    {
        JsonObject status = new()
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
        };
        if (reason is not null)
        {
            status["reason"] = reason;
        }

        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return WriteJsonAsync(context, code, status);
    }

    /// <summary>Writes JSON.</summary>
    public static Task WriteJsonAsync(HttpContext context, int code, JsonNode json)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json.ToJsonString());
    }
}
