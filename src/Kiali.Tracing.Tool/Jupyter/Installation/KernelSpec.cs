using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kiali.Tracing.Tool.Jupyter.Installation;

/// <summary>The kernel's description for Jupyter: <c>kernel.json</c>.</summary>
internal static class KernelSpec
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Writes the description.</summary>
    /// <param name="command">The command that starts this program, absolute.</param>
    /// <param name="displayName">The kernel's name in menus.</param>
    /// <param name="dotnetRoot">Where .NET is when it is not where programs look for it; null when it is.</param>
    public static string ToJson(IEnumerable<string> command, string displayName, string? dotnetRoot)
    {
        var environment = new JsonObject();
        if (dotnetRoot is not null)
        {
            environment["DOTNET_ROOT"] = dotnetRoot;
        }

        return new JsonObject
        {
            ["argv"] = new JsonArray([.. command
                .Concat(["jupyter", "kernel", "--connection-file", "{connection_file}"])
                .Select(word => (JsonNode)word)]),
            ["display_name"] = displayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["env"] = environment,
            ["metadata"] = new JsonObject { ["debugger"] = false },
        }.ToJsonString(Indented) + "\n";
    }

    /// <summary>The command that starts the running program again from anywhere.</summary>
    /// <param name="processPath">The running executable.</param>
    /// <param name="assemblyPath">This program's assembly.</param>
    public static IReadOnlyList<string> Command(string processPath, string assemblyPath) =>
        Path.GetFileNameWithoutExtension(processPath).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [processPath, assemblyPath]
            : [processPath];
}
