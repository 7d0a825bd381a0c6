using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>Reads scenario files (JSON with camelCase names; comments allowed; an unknown name is an error).</summary>
public static class ScenarioFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads the scenario of that name from the folder of scenario files.</summary>
    public static Scenario Named(string name) =>
        Read(Repository.PathTo("tests", "Kiali.Tracing.TestKit", "Scenarios", name + ".json"));

    /// <summary>Reads a scenario from a file.</summary>
    /// <exception cref="JsonException">The file is not a scenario.</exception>
    public static Scenario Read(string path) =>
        JsonSerializer.Deserialize<Scenario>(File.ReadAllBytes(path), Options) ?? throw new JsonException($"{path} holds no scenario");
}
