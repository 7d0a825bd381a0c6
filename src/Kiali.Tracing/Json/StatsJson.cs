using Kiali.Tracing.Analyses.Stats;

namespace Kiali.Tracing.Json;

/// <summary>The <c>stats</c> document of the JSON contract.</summary>
public static class StatsJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="result">The statistics.</param>
    /// <param name="output">Where the UTF-8 goes; stays open.</param>
    public static void Write(StatsResult result, Stream output)
    {
        using ContractWriter writer = new(output);
        writer.Start("stats", result.Window, result.Complete, result.Warnings);
        writer.Strings("by", result.By.Select(key => key.Word));
        writer.Json.WriteStartArray("groups");
        foreach (StatsGroup group in result.Groups)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteStartArray("keys");
            foreach (string? key in group.Keys)
            {
                writer.Json.WriteStringValue(key);
            }

            writer.Json.WriteEndArray();
            writer.Json.WriteNumber("count", group.Count);
            writer.Json.WriteNumber("errors", group.Errors);
            writer.Number("meanMs", group.MeanMs);
            writer.Number("p50Ms", group.P50Ms);
            writer.Number("p90Ms", group.P90Ms);
            writer.Number("p99Ms", group.P99Ms);
            writer.Number("selfTimeMs", group.SelfTimeMs);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.End();
    }
}
