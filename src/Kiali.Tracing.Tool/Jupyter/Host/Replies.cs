using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Tool.Jupyter.Wire;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>The contents of messages, as the protocol spells them.</summary>
internal static class Replies
{
    /// <summary>The version of the C# that cells are written in.</summary>
    private const string LanguageVersion = "14.0";

    public static JsonObject Ok() => new() { ["status"] = "ok" };

    public static JsonObject KernelInfo()
    {
        string version = typeof(Replies).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
        return new JsonObject
        {
            ["status"] = "ok",
            ["protocol_version"] = WireFormat.ProtocolVersion,
            ["implementation"] = "kiali-tracing",
            ["implementation_version"] = version,
            ["language_info"] = new JsonObject
            {
                ["name"] = "C#",
                ["version"] = LanguageVersion,
                ["mimetype"] = "text/x-csharp",
                ["file_extension"] = ".cs",
                ["pygments_lexer"] = "csharp",
                ["codemirror_mode"] = "text/x-csharp",
            },
            ["banner"] = $"kiali-tracing {version}: C# {LanguageVersion} on {RuntimeInformation.FrameworkDescription}. #!kiali shows the verbs.",
            ["help_links"] = new JsonArray(),
            ["debugger"] = false,
        };
    }

    public static JsonObject Executed(int count, CellOutcome outcome)
    {
        var payload = new JsonArray([.. outcome.Pages.Select(page => (JsonNode)new JsonObject
        {
            ["source"] = "page",
            ["data"] = Data(page),
            ["start"] = 0,
        })]);
        if (outcome.EndsSession)
        {
            payload.Add((JsonNode)new JsonObject { ["source"] = "ask_exit", ["keepkernel"] = false });
        }

        var expressions = new JsonObject();
        foreach ((string name, CellOutcome value) in outcome.Expressions)
        {
            expressions[name] = value.Failure is { } failure ? ErrorReply(failure) : Value(value.Result ?? MimeBundle.Empty);
        }

        return new JsonObject
        {
            ["status"] = "ok",
            ["execution_count"] = count,
            ["user_expressions"] = expressions,
            ["payload"] = payload,
        };
    }

    public static JsonObject Error(CellFailureException failure) => new()
    {
        ["ename"] = WellFormed.Text(failure.Name),
        ["evalue"] = WellFormed.Text(failure.Message),
        ["traceback"] = new JsonArray([.. failure.Traceback.Select(line => (JsonNode)WellFormed.Text(line))]),
    };

    public static JsonObject ErrorReply(CellFailureException failure, int? count = null)
    {
        JsonObject reply = Error(failure);
        reply.Insert(0, "status", "error");
        if (count is { } number)
        {
            reply["execution_count"] = number;
            reply["user_expressions"] = new JsonObject();
            reply["payload"] = new JsonArray();
        }

        return reply;
    }

    /// <summary>What a cell that was never run gets, because one before it failed.</summary>
    public static JsonObject Aborted() => new() { ["status"] = "aborted" };

    public static JsonObject Display(MimeBundle bundle, string? displayId) => new()
    {
        ["data"] = Data(bundle),
        ["metadata"] = new JsonObject(),
        ["transient"] = displayId is null ? [] : new JsonObject { ["display_id"] = displayId },
    };

    private static JsonObject Value(MimeBundle bundle) => new()
    {
        ["status"] = "ok",
        ["data"] = Data(bundle),
        ["metadata"] = new JsonObject(),
    };

    public static JsonObject Result(MimeBundle bundle, int count) => new()
    {
        ["execution_count"] = count,
        ["data"] = Data(bundle),
        ["metadata"] = new JsonObject(),
    };

    /// <summary>A value's forms by MIME type; those that are JSON are JSON, all others are text.</summary>
    public static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach ((string type, string text) in bundle.Forms)
        {
            data[type] = IsJson(type) && TryParse(text) is { } json ? json : WellFormed.Text(text);
        }

        return data;
    }

    private static bool IsJson(string type) => type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
